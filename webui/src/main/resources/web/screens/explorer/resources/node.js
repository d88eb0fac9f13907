/** Resources of the node itself and of its users. */
const JSON_TYPE = ['Content-Type', 'application/json', ''];

export const NODE = {
  'GET /ping': { says: 'Whether it answers' },
  'GET /health/live': { says: 'Whether it answers, by the status alone', query: [['liveCode', '', 'The status to answer, 204 if empty']] },
  'HEAD /health/live': { says: 'The same, for those who watch by HEAD', query: [['liveCode', '', 'The status to answer, 204 if empty']] },
  'GET /info': { says: 'Version, state and features' },
  'GET /info/options': { says: 'Options in force, and where they come from' },
  'GET /stats': { says: 'All statistics' },
  'GET /stats/{*path}': { says: 'A part of the statistics, such as proc or es/queue' },
  'GET /stats/tcp': { says: 'Connections over TCP' },
  'GET /stats/replication': { says: 'Replicas: there are none' },
  'GET /histogram/{name}': { says: 'How long one kind of work took' },
  'GET /metrics': { says: 'Metrics for Prometheus' },
  'GET /gossip': { says: 'The one member of the cluster' },
  'GET /sys/subsystems': { says: 'Subsystems that run' },
  'POST /admin/scavenge': { says: 'Begins a scavenge', query: [['throttlePercent', '', '1 to 100: how much of the time it works']] },
  'DELETE /admin/scavenge/{id}': { says: 'Stops a scavenge' },
  'POST /admin/mergeindexes': { says: 'For tools of version 5: there is nothing to merge' },
  'GET /admin/backup': { says: 'The database as a zip file; the beginning of it, here' },
  'POST /admin/backup': { says: 'Copies the database into a folder of the machine', query: [['folder', '', 'An absolute path']] },
  'GET /admin/snapshots': { says: 'What the database can go back to' },
  'POST /admin/snapshots': { says: 'Takes a snapshot of the database', query: [['name', '', 'Letters, digits, spaces, dots, dashes and underscores']] },
  'POST /admin/snapshots/{name}/restore': { says: 'The node begins again with a snapshot; what came since is gone', query: [['database', '', 'The name of the database\'s folder, unless it is a temporary one']] },
  'DELETE /admin/snapshots/{name}': { says: 'Removes a snapshot' },
  'POST /admin/reset': { says: 'Removes all events; the node begins again with an empty database', query: [['database', '', 'The name of the database\'s folder, unless it is a temporary one']] },
  'POST /admin/shutdown': { says: 'Stops the node' },
};

export const USERS = {
  'GET /users': { says: 'All accounts' },
  'GET /users/$current': { says: 'Who asks' },
  'GET /users/{login}': { says: 'One account' },
  'POST /users': { says: 'Makes an account', headers: [JSON_TYPE], body: '{\n  "loginName": "grace",\n  "fullName": "Grace Hopper",\n  "groups": ["$ops"],\n  "password": "change me"\n}' },
  'PUT /users/{login}': { says: 'Changes name and groups', headers: [JSON_TYPE], body: '{\n  "fullName": "Grace Hopper",\n  "groups": []\n}' },
  'DELETE /users/{login}': { says: 'Deletes an account' },
  'POST /users/{login}/command/enable': { says: 'Lets it sign in again' },
  'POST /users/{login}/command/disable': { says: 'Lets it sign in no more' },
  'POST /users/{login}/command/reset-password': { says: 'Gives it a password', headers: [JSON_TYPE], body: '{\n  "newPassword": "change me"\n}' },
  'POST /users/{login}/command/change-password': { says: 'Changes its own password', headers: [JSON_TYPE], body: '{\n  "currentPassword": "",\n  "newPassword": ""\n}' },
};
