// Asks yaml-language-server what it finds and suggests: `complete.cjs FILE LINE:CHARACTER…`. Prints JSON: the findings,
// and the suggestions at each position with what they mean.
const { spawn } = require("child_process");
const { readFileSync } = require("fs");
const { pathToFileURL } = require("url");
const rpc = require("vscode-jsonrpc/node");

const [file, ...positions] = process.argv.slice(2);
const uri = pathToFileURL(file).href;
const server = spawn(process.execPath, [require.resolve("yaml-language-server/bin/yaml-language-server"), "--stdio"]);
const connection = rpc.createMessageConnection(
  new rpc.StreamMessageReader(server.stdout),
  new rpc.StreamMessageWriter(server.stdin),
);
const settings = { validate: true, completion: true, schemaStore: { enable: false } };
connection.onRequest("workspace/configuration", ({ items }) =>
  items.map(({ section }) => (section === "yaml" ? settings : {})),
);
connection.onRequest("client/registerCapability", () => null);
const findings = new Promise((found) =>
  connection.onNotification("textDocument/publishDiagnostics", ({ diagnostics }) => found(diagnostics)),
);

async function ask() {
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: null,
    capabilities: { workspace: { configuration: true } },
  });
  connection.sendNotification("initialized", {});
  const text = readFileSync(file, "utf8");
  connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
  const answer = { findings: (await findings).map((each) => each.message), suggested: [] };
  for (const each of positions) {
    const [line, character] = each.split(":").map(Number);
    const position = { line, character };
    const found = await connection.sendRequest("textDocument/completion", { textDocument: { uri }, position });
    answer.suggested.push(
      Object.fromEntries(found.items.map(({ label, documentation }) => [label, documentation?.value ?? documentation ?? ""])),
    );
  }
  console.log(JSON.stringify(answer));
  server.kill();
  process.exit(0);
}

ask();
