"""The picture of a Studio: what is in it, and that it is one."""

import re
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from review.reviewed import studios_in
from samples import SAMPLES

from emr_studio_constructs.ops.report.picture import picture_of
from emr_studio_constructs.ops.report.picture.svg import Card, Drawing
from emr_studio_constructs.review.access import access_of
from emr_studio_constructs.review.encryption_reading import encryption_of
from emr_studio_constructs.review.network_reading import network_of
from emr_studio_constructs.review.studio import ReviewedStudio
from ops.report.assemblies import studio_in, template_by_hand

SVG = "{http://www.w3.org/2000/svg}"
WIDTH = 1200


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  # what the library wrote


def drawn(studio: ReviewedStudio) -> ET.Element:
    return parsed(
        picture_of(studio, access=access_of(studio), network=network_of(studio), encryption=encryption_of(studio))
    )


@cache
def pictures(sample: str) -> dict[str, ET.Element]:
    """The pictures of a sample, by stack."""
    return {studio.stack: drawn(studio) for studio in studios_in(sample)}


def cards(picture: ET.Element) -> list[list[str]]:
    """The lines of each card."""
    groups = [group for group in picture.iter(f"{SVG}g") if group.find(f"{SVG}rect") is not None]
    return [
        [text.text or "" for text in group.findall(f"{SVG}text")]
        for group in groups
        if group.find(f"{SVG}text") is not None
    ]


def labels(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text") if text.get("class") == "label"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_is_drawn_outside_of_the_picture(sample: str) -> None:
    for picture in pictures(sample).values():
        height = float(picture.attrib["viewBox"].split()[-1])
        for box in picture.iter(f"{SVG}rect"):
            x, y, width, tall = (float(box.attrib[name]) for name in ("x", "y", "width", "height"))
            assert 0 <= x < x + width <= WIDTH
            assert 0 <= y < y + tall <= height


@pytest.mark.parametrize("sample", SAMPLES)
def test_cards_do_not_cover_each_other(sample: str) -> None:
    for picture in pictures(sample).values():
        places = [
            tuple(float(box.attrib[name]) for name in ("x", "y", "width", "height"))
            for box in picture.iter(f"{SVG}rect")
            if "card" in box.attrib["class"]
        ]
        for number, (x, y, width, height) in enumerate(places):
            for left, top, wide, tall in places[:number]:
                assert x >= left + wide or left >= x + width or y >= top + tall or top >= y + height


def test_it_shows_subnets_by_zone_groups_and_the_ports_between_them() -> None:
    picture = pictures("everything")["Analytics"]
    shown = cards(picture)
    assert ["private subnet", "10.1.0.0/20", "of the Studio"] in shown
    assert ["public subnet", "10.1.32.0/24"] in shown
    assert {"Workspaces", "attached clusters", "EMR Serverless", "VPC endpoint"} <= {title for title, *_ in shown}
    assert ["Internet", "0.0.0.0/0"] in shown
    assert {"TCP 18888", "TCP 443", "TCP 53, UDP 53"} <= set(labels(picture))


def test_it_shows_people_by_tier_roles_the_key_and_what_notebooks_run_on() -> None:
    shown = cards(pictures("identity-center")["Analytics"])
    assert ["BASIC", "1 user: bob@example.com", "1 group: analysts"] in shown
    assert ["Analytics-Studio-2E534093", "sign-in by IAM Identity Center"] in shown
    assert {"service role", "user role", "bucket", "KMS key"} <= {title for title, *_ in shown}
    assert ["EMR on EC2", "clusters tagged team=analytics"] in shown


def test_what_is_in_no_template_is_dashed() -> None:
    picture = pictures("everything")["research-studio"]
    dashed = [box.attrib["class"] for box in picture.iter(f"{SVG}rect") if "unknown" in box.attrib["class"]]
    subnets, groups, others = ["card main unknown"] * 2, ["card unknown"] * 2, ["card unknown"] * 2
    assert sorted(dashed) == sorted([*subnets, *groups, *others, "frame unknown"])
    assert ["service role", "role/research-studio-service", "for EMR Studio itself"] in cards(picture)
    assert "Security groups, whose rules are not in these templates" in labels(picture)


def test_all_people_come_to_the_studio_and_it_to_all_compute() -> None:
    picture = pictures("everything")["research-studio"]
    paths = [each.attrib["d"] for each in picture.iter(f"{SVG}path") if each.attrib["class"] == "arrow"]
    people = [each for each in paths if each.startswith("M270 ")]
    compute = [each for each in paths if each.rpartition("L")[2].startswith("930 ")]
    assert len(people) == len({"BASIC", "INTERMEDIATE", "ADVANCED", "reader"})
    assert len(compute) == len({"EMR on EC2", "clusters from templates", "clusters of their own"})


def test_it_is_told_in_words_too() -> None:
    picture = pictures("everything")["Analytics"]
    assert picture.findtext(f"{SVG}title") == "Architecture of Analytics-Studio-2E534093"
    told = picture.findtext(f"{SVG}desc") or ""
    assert re.search(r"SecurityGroupsWorkspace\w+ reaches \w+SecurityGroupsEngine\w+ on TCP 18888\.", told)


def test_a_path_that_nothing_passes_has_no_head() -> None:
    drawing = Drawing(title="", description="")
    drawing.arrow([(0, 0), (10, 0)])
    drawing.arrow([(0, 10), (10, 10)], is_open=False)
    paths = parsed(drawing.svg()).iter(f"{SVG}path")
    assert [path.attrib["class"] for path in paths] == ["arrow", "head", "arrow blocked"]


def test_a_name_that_is_too_long_is_cut_in_the_middle_and_whole_in_its_tooltip() -> None:
    drawing = Drawing(title="", description="")
    name = "a-very-long-name-" * 5
    drawing.card(0, 0, 170, Card(name))
    picture = parsed(drawing.svg())
    [[shown]] = cards(picture)
    assert len(shown) < 20
    assert shown.startswith("a-very")
    assert shown.endswith("name-")
    assert [title.text for title in picture.iter(f"{SVG}title")] == [None, name]


def test_signs_that_are_two_wide_are_cut_sooner() -> None:
    drawing = Drawing(title="", description="")
    drawing.card(0, 0, 170, Card("分析" * 20, ("ab" * 20,)))
    [[wide, narrow]] = cards(parsed(drawing.svg()))
    assert len(wide) < len(narrow) * 0.6


def test_hostile_names_are_text() -> None:
    hostile = "</svg><img src=x onerror=alert(1)>"
    picture = drawn(studio_in(template_by_hand(name=hostile, user=hostile)))
    assert picture.findtext(f"{SVG}title") == f"Architecture of {hostile}"
    assert not list(picture.iter(f"{SVG}img"))
