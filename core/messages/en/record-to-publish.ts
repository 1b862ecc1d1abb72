/** The words around a DNS record that somebody is to publish. */

export const recordToPublish = {
  type: 'Type',
  host: 'Host (name)',
  hostHint: (zone: string) => `Most providers want this short form and add ${zone} themselves.`,
  hostBelowHint: (zone: string) => `Most providers add ${zone} themselves. Where the subdomain has a zone of its own, enter @ there.`,
  hostApexHint: 'The @ sign stands for the domain itself. Some providers want the field left empty.',
  hostOfProvider: (provider: string) => `In the form that ${provider} wants.`,
  hostMayBeEmpty: (provider: string) => `In the form that ${provider} wants. The field may also be left empty.`,
  hostEmpty: 'Leave this field empty.',
  hostEmptyCopied: '(leave empty)',
  fullName: 'Full name',
  fullNameHint: 'For providers that ask for the whole name. Never enter both forms together.',
  value: 'Value',
  valueHint: 'One line, without quotation marks. Your provider adds them where they are needed.',
  target: 'Target',
  ttl: 'TTL',
  ttlHint: 'In seconds. If your provider offers no such value, keep its own.',
  strings: (count: number) =>
    `The value is longer than 255 characters, so DNS keeps it in ${String(count)} strings. Most providers split it themselves. If yours does not, enter these strings:`,
  zoneLine: 'As a line for a zone file',
  all: 'the whole record',
} as const
