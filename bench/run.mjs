// npm run bench [-- spf|dns]: what README's figures come from. Each measurement has a folder of its own.
import { benchDns } from './dns/bench.mjs'
import { benchSpf } from './spf/bench.mjs'

const benches = { dns: benchDns, spf: benchSpf }
const wanted = process.argv.slice(2)
for (const name of wanted) {
  if (benches[name] === undefined) {
    process.stderr.write(`There is no measurement "${name}". There are: ${Object.keys(benches).join(', ')}.\n`)
    process.exit(1)
  }
}
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) await benches[name]()
