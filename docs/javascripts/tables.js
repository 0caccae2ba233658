// A table that is wider than the page scrolls by keyboard, too; the theme has wrapped all by the time the page is loaded.
addEventListener("load", () => {
  document.querySelectorAll(".md-typeset__scrollwrap").forEach((table) => {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  });
});
