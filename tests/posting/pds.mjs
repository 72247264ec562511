// Starts a server of Bluesky's for tests and says where it stands. Usage: node pds.mjs FOLDER-OF-DEV-ENV
const { TestNetworkNoAppView } = await import(`${process.argv[2]}/dist/index.js`)
const network = await TestNetworkNoAppView.create()
console.log(`at ${network.pds.url}`)
