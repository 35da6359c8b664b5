// Prints what the package statuspage.io reads of a status page: node read_statuspage_io.cjs ADDRESS
"use strict";
const { Statuspage } = require("statuspage.io");

async function read(address) {
  const client = new Statuspage("ours");
  client.setApiUrl(address);
  const api = client.api;
  return {
    summary: await api.getSummary(),
    status: await api.getStatus(),
    components: await api.getComponents(),
    incidents: await api.incidents.getAll(),
    unresolved: await api.incidents.getUnresolved(),
    // All three of these ask for upcoming.json: the client's mistake.
    maintenances: await api.scheduledMaintenances.getAll(),
    active: await api.scheduledMaintenances.getActive(),
    upcoming: await api.scheduledMaintenances.getUpcoming(),
  };
}

read(process.argv[2]).then(
  (result) => process.stdout.write(JSON.stringify(result)),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
