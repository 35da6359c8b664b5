// Validates files with Ajv: `validate.cjs JSON`, a list of schemas, each with a list of files. Prints the mistakes as JSON.
const { readFileSync } = require("fs");
const Ajv = require("ajv/dist/2020");
const addFormats = require("ajv-formats");
const { parse } = require("yaml");

const read = (file) => parse(readFileSync(file, "utf8"));
const mistakes = [];
for (const [schema, files] of JSON.parse(process.argv[2])) {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(read(schema));
  for (const file of files) {
    if (!validate(read(file))) mistakes.push(`${file}: ${ajv.errorsText(validate.errors)}`);
  }
}
console.log(JSON.stringify(mistakes));
