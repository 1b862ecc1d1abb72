/** The table of DNS providers. Menu names are the providers' own and move; every row says how sure it is. */
import type { ApexForm, DnsHost } from './dns-hosts.ts'
import { readingDate, type Confidence, type Source } from './source.ts'

const microsoft = (more = ''): Source => ({
  source: `Microsoft 365 documentation, “Create DNS records at” this provider, and a public catalogue of DNS providers${more}`,
  date: readingDate,
  confidence: 'published',
})
const lists = (more = ''): Source => ({
  source: `A public catalogue of DNS providers and other public lists of name servers${more}`,
  date: readingDate,
  confidence: 'several',
})
const own = (page: string) => `, and the provider’s help: ${page}`

type Row = Omit<DnsHost, 'apexConfidence' | 'quirks' | keyof Source> & { from: Source; apexConfidence?: Confidence; quirks?: DnsHost['quirks'] }

/** Where only lists name a provider, its apex form is general knowledge. */
function toHost({ from, ...row }: Row): DnsHost {
  const apexConfidence = row.apexConfidence ?? (from.confidence === 'published' ? 'published' : 'pattern-only')
  return { ...row, apexConfidence, quirks: row.quirks ?? [], ...from }
}

const row = (
  key: string, provider: string, nameServers: readonly string[], panelUrl: string, menu: string, apex: ApexForm, from: Source,
  more: Pick<Row, 'apexConfidence' | 'quirks'> = {},
): DnsHost => toHost({ key, provider, nameServers, panelUrl, menu: menu === '' ? [] : menu.split(' > '), apex, from, ...more })

const dotted = { quirks: ['targets-need-dot'] } as const

export const dnsHosts: readonly DnsHost[] = [
  row('cloudflare', 'Cloudflare', ['*.ns.cloudflare.com', '*.foundationdns.com', '*.foundationdns.net', '*.foundationdns.org'], 'https://dash.cloudflare.com/', 'your domain > DNS > Records > Add record', 'at', microsoft(own('developers.cloudflare.com/dns/manage-dns-records/how-to/create-dns-records/'))),
  row('godaddy', 'GoDaddy', ['*.domaincontrol.com'], 'https://dcc.godaddy.com/control/portfolio', 'My Products > Domains > DNS > Add', 'at', microsoft(own('www.godaddy.com/help/add-a-txt-record-19232'))),
  row('route-53', 'Amazon Route 53', ['ns-#.awsdns-#.com', 'ns-#.awsdns-#.net', 'ns-#.awsdns-#.org', 'ns-#.awsdns-#.co.uk'], 'https://console.aws.amazon.com/route53/v2/hostedzones', 'Hosted zones > your zone > Create record', 'blank', microsoft(), { quirks: ['one-set-per-name'] }),
  row('azure-dns', 'Azure DNS', ['ns#-#.azure-dns.com', 'ns#-#.azure-dns.net', 'ns#-#.azure-dns.org', 'ns#-#.azure-dns.info'], 'https://portal.azure.com/#browse/Microsoft.Network%2FdnsZones', 'DNS zones > your zone > + Record set', 'at', microsoft()),
  row('google-cloud-dns', 'Google Cloud DNS', ['ns-cloud-*.googledomains.com'], 'https://console.cloud.google.com/net-services/dns/zones', 'your zone > Add standard', 'blank', lists('; these names are also those of former Google Domains customers'), { quirks: ['quote-values', 'split-at-255'] }),
  row('google-domains', 'Squarespace Domains (formerly Google Domains)', ['ns-cloud-*.googledomains.com'], 'https://account.squarespace.com/domains', 'your domain > DNS > Add record', 'at', microsoft('; these names are also those of Google Cloud DNS'), { quirks: ['one-set-per-name'] }),
  row('squarespace', 'Squarespace Domains', ['*.squarespacedns.com'], 'https://account.squarespace.com/domains', 'your domain > DNS > Add record', 'at', lists(own('support article 360002101888')), { apexConfidence: 'several' }),
  row('namecheap', 'Namecheap', ['dns#.registrar-servers.com', 'freedns#.registrar-servers.com', '*.namecheaphosting.com'], 'https://ap.www.namecheap.com/domains/list/', 'Domain List > Manage > Advanced DNS > Add new record', 'at', microsoft(own('knowledgebase article 317/2237')), dotted),
  row('ionos', 'IONOS', ['ns#.ui-dns.com', 'ns#.ui-dns.de', 'ns#.ui-dns.org', 'ns#.ui-dns.biz'], 'https://my.ionos.com/domains', 'Domains and SSL > gear > DNS > Add record', 'blank', microsoft(own('www.ionos.com/help/domains/configuring-your-dns-settings/')), { quirks: ['own-type-for-spf'] }),
  row('gandi', 'Gandi', ['a.dns.gandi.net', 'b.dns.gandi.net', 'c.dns.gandi.net', 'ns-#-*.gandi.net'], 'https://admin.gandi.net/domain/', 'your domain > DNS Records > Add', 'at', lists()),
  row('ns1', 'NS1 (IBM)', ['dns#.p#.nsone.net'], 'https://my.nsone.net/', '', 'domain-or-blank', lists('; these names are also those of Netlify DNS')),
  row('netlify', 'Netlify DNS', ['dns#.p#.nsone.net'], 'https://app.netlify.com/teams/-/dns', '', 'at', lists('; these names are also those of NS1')),
  row('dnsimple', 'DNSimple', ['ns#.dnsimple.com', '*.dnsimple-edge.net', '*.dnsimple-edge.org'], 'https://dnsimple.com/dashboard', 'your domain > DNS > Manage records', 'blank', lists(own('manage-txt-record'))),
  row('ovh', 'OVHcloud', ['dns#.ovh.net', 'ns#.ovh.net', '*.ovh.ca', '*.anycast.me'], 'https://www.ovh.com/manager/', 'Domains > DNS zone > Add an entry > TXT', 'blank', microsoft(), dotted),
  row('wix', 'Wix', ['ns#.wixdns.net'], 'https://manage.wix.com/account/domains', 'My Domains > Advanced > Edit DNS > TXT > Add another', 'blank', microsoft(own('adding-or-updating-txt-records-in-your-wix-account')), { quirks: ['no-delegation'] }),
  row('hover', 'Hover', ['ns#.hover.com'], 'https://www.hover.com/control_panel', 'your domain > DNS > Add new', 'at', microsoft(own('article 217282457'))),
  row('name-com', 'Name.com', ['ns#*.name.com'], 'https://www.name.com/account/domain', 'your domain > DNS Records', 'blank', microsoft(own('article 205188538'))),
  row('dns-made-easy', 'DNS Made Easy', ['ns#.dnsmadeeasy.com'], 'https://cp.dnsmadeeasy.com/', 'Managed DNS > TXT > +', 'blank', microsoft(own('help.dnsmadeeasy.com')), { quirks: ['quote-values', 'split-at-255', 'targets-need-dot'] }),
  row('ultradns', 'UltraDNS (Vercara)', ['pdns#.ultradns.*', 'udns#.ultradns.*', 'sdns#.ultradns.*'], 'https://portal.ultradns.com/', '', 'domain', lists()),
  row('akamai', 'Akamai Edge DNS', ['a#-#.akam.net'], 'https://control.akamai.com/', '', 'domain', lists()),
  row('digitalocean', 'DigitalOcean', ['ns#.digitalocean.com'], 'https://cloud.digitalocean.com/networking/domains', 'Networking > Domains > your domain > TXT', 'at', lists(own('docs.digitalocean.com/products/networking/dns/how-to/manage-records/')), { apexConfidence: 'several' }),
  row('hetzner', 'Hetzner', ['hydrogen.ns.hetzner.com', 'oxygen.ns.hetzner.com', 'helium.ns.hetzner.de'], 'https://console.hetzner.com/projects', 'DNS > your zone > Add record', 'at', lists()),
  row('linode', 'Linode (Akamai Cloud)', ['ns#.linode.com'], 'https://cloud.linode.com/domains', 'your domain > TXT > Add', 'blank', lists()),
  row('vercel', 'Vercel', ['ns#.vercel-dns.com'], 'https://vercel.com/dashboard/domains', 'your domain > DNS records', 'at-or-blank', lists()),
  row('porkbun', 'Porkbun', ['*.ns.porkbun.com'], 'https://porkbun.com/account/domainsSpeedy', 'your domain > DNS', 'blank', lists(own('knowledge base article 68'))),
  row('hostinger', 'Hostinger', ['*.dns-parking.com', 'ns#.hostinger.com'], 'https://hpanel.hostinger.com/domains', 'your domain > DNS / Nameservers', 'at', lists()),
  row('network-solutions', 'Network Solutions', ['ns#.worldnic.com'], 'https://www.networksolutions.com/my-account/', 'Edit DNS > Manage Advanced DNS Records > TXT', 'at', microsoft(own('dns-manage-advanced-dns-records')), dotted),
  row('register-com', 'Register.com', ['dns#.register.com'], 'https://www.register.com/myaccount/', 'Domains > Manage > Advanced Technical Settings > Edit TXT (SPF)', 'at', microsoft()),
  row('enom', 'eNom', ['dns#.name-services.com'], 'https://www.enom.com/', 'your domain > Host Records', 'at', microsoft('; Rackspace names the same servers'), dotted),
  row('rackspace', 'Rackspace', ['ns.rackspace.com', 'ns#.rackspace.com', 'dns#.stabletransit.com', 'dns#.name-services.com'], 'https://login.rackspace.com/', '', 'domain', lists(', and rackerlabs/support-how-to, find-dns-host')),
  row('bluehost', 'Bluehost', ['ns#.bluehost.com'], 'https://my.bluehost.com/', 'Domains > DNS Zone Editor', 'at', microsoft()),
  row('hostgator', 'HostGator', ['ns#.hostgator.com', '*.websitewelcome.com'], 'https://portal.hostgator.com/', 'cPanel > Advanced Zone Editor > Add record', 'domain-with-dot', microsoft(), { quirks: ['name-with-final-dot'] }),
  row('dreamhost', 'DreamHost', ['ns#.dreamhost.com'], 'https://panel.dreamhost.com/', 'Manage Websites > DNS Settings > Add Record', 'blank', microsoft(own('help.dreamhost.com, article 216106197'))),
  row('easydns', 'easyDNS', ['dns#.easydns.com', 'dns#.easydns.net', 'dns#.easydns.org', 'dns#.easydns.info'], 'https://cp.easydns.com/', 'your domain > dns > TXT records', 'at', microsoft(), dotted),
  row('123-reg', '123-reg', ['ns.123-reg.co.uk', 'ns2.123-reg.co.uk'], 'https://www.123-reg.co.uk/secure/cpanel/domain/overview', 'Manage your DNS > Advanced DNS', 'at', { ...microsoft('; the names of the servers are general knowledge'), confidence: 'pattern-only' }, { apexConfidence: 'published', ...dotted }),
  row('crazy-domains', 'Crazy Domains', ['ns#.crazydomains.com'], 'https://manage.crazydomains.com/members/domains/', 'DNS Settings > Add Record > TXT', 'blank', { ...microsoft('; the names of the servers are general knowledge'), confidence: 'pattern-only' }, { apexConfidence: 'published' }),
  row('cloudns', 'ClouDNS', ['ns#.cloudns.net', 'pns#.cloudns.net'], 'https://www.cloudns.net/main/', 'your zone > Add record', 'blank', lists()),
  row('hurricane-electric', 'Hurricane Electric', ['ns#.he.net'], 'https://dns.he.net/', '', 'domain', lists()),
  row('bunny', 'Bunny DNS', ['ns#.bunny.net'], 'https://dash.bunny.net/dns', '', 'blank', lists()),
  row('desec', 'deSEC', ['ns1.desec.io', 'ns2.desec.org'], 'https://desec.io/domains', '', 'blank', lists()),
  row('transip', 'TransIP', ['ns#.transip.net', 'ns#.transip.nl', 'ns#.transip.eu'], 'https://www.transip.nl/cp/', '', 'at', lists()),
  row('strato', 'STRATO', ['*.rzone.de'], 'https://www.strato.de/apps/CustomerService', '', 'varies', lists()),
  row('one-com', 'one.com', ['ns#.one.com'], 'https://www.one.com/admin/', '', 'blank', lists()),
  row('loopia', 'Loopia', ['ns#.loopia.se'], 'https://customerzone.loopia.com/', '', 'at', lists()),
  row('infomaniak', 'Infomaniak', ['ns#.infomaniak.ch'], 'https://manager.infomaniak.com/', '', 'blank', lists()),
  row('inwx', 'INWX', ['*.inwx.de', '*.inwx.eu', '*.inwx.net'], 'https://www.inwx.com/en/domain', '', 'blank', lists()),
  row('siteground', 'SiteGround', ['*.siteground.net'], 'https://my.siteground.com/', 'Site Tools > DNS Zone Editor', 'blank', lists()),
  row('namesilo', 'NameSilo', ['*.dnsowl.com'], 'https://www.namesilo.com/account_domains.php', '', 'at-or-blank', lists()),
  row('dynadot', 'Dynadot', ['*.dyna-ns.net'], 'https://www.dynadot.com/account/domain/name/list.html', '', 'blank', lists()),
  row('wordpress-com', 'WordPress.com', ['*.wordpress.com'], 'https://wordpress.com/domains/manage', '', 'at-or-blank', lists()),
  row('microsoft-365', 'Microsoft 365', ['*.bdm.microsoftonline.com'], 'https://admin.microsoft.com/#/Domains', 'Domains > DNS records > custom', 'at', lists()),
  row('oracle', 'Oracle DNS (formerly Dyn)', ['*.dynect.net', '*.dns.oraclecloud.net'], 'https://cloud.oracle.com/dns', '', 'blank', lists()),
  row('alibaba', 'Alibaba Cloud DNS', ['dns#.alidns.com', '*.hichina.com'], 'https://dns.console.aliyun.com/', '', 'at', lists()),
]
