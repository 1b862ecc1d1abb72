/** The sentences about a text that stands where it should and cannot be read as it is. */
import type { ValueFault } from '../../whereabouts/causes.ts'
import { replaceValue, type CauseText } from './whereabouts-texts.ts'

/** What else was taken out of a value, in a list. */
export const valueFaultNames = {
  'name-in-value': 'the name of the record',
  'type-in-value': 'words of the form',
  'backslashes-in-value': 'backslashes',
  'quotes-in-value': 'quotation marks',
  'wrong-version': 'another version',
  'semicolon-after-version': 'a semicolon behind the version',
  'words-run-together': 'lost spaces',
  'commas-in-value': 'commas or semicolons',
  'blank-in-term': 'spaces inside of an entry',
  'look-alike-characters': 'characters that only look right',
  'invisible-characters': 'invisible characters',
  'blank-in-front': 'a space in front',
  'code-with-company': 'other words',
  'code-altered': 'other letters',
} as const satisfies Record<ValueFault, string>

export const valueTexts = {
  'name-in-value': {
    plain: ({ name }) => `The value at ${name} begins with the name of the record. Only the value itself belongs there.`,
    fix: (params) => `${replaceValue(params)} The name goes into the host field.`,
    expert: () => 'RFC 1035 §5.1: a line of a zone file is name, TTL, class, type and data. Only the data is the value.',
  },
  'type-in-value': {
    plain: ({ name }) => `The value at ${name} begins with words of the form, such as TXT. Only the value itself belongs there.`,
    fix: (params) => `${replaceValue(params)} The type is chosen in a field of its own.`,
    expert: () => 'RFC 1035 §5.1: in a zone file, class and type stand in front of the data.',
  },
  'backslashes-in-value': {
    plain: ({ name }) => `The value at ${name} holds backslashes. A form or a file put them there to protect other signs.`,
    fix: (params) => `${replaceValue(params)} The value has neither backslashes nor quotation marks.`,
    expert: () => 'RFC 1035 §5.1: a backslash escapes inside of a zone file only. Here it was published as an octet.',
  },
  'quotes-in-value': {
    plain: ({ name }) => `The value at ${name} holds quotation marks. They are read as a part of the text, which then means nothing.`,
    fix: (params) => `${replaceValue(params)} Enter the value without quotation marks, unless the form demands straight ones.`,
    expert: () => 'RFC 1035 §5.1: quotation marks delimit a text inside of a zone file only. These were published as octets.',
  },
  'wrong-version': {
    plain: () => 'The record does not begin with “v=spf1”. Receivers pass it over.',
    fix: replaceValue,
    expert: () => 'RFC 7208 §4.5: a record begins with exactly “v=spf1”, followed by a space or nothing. There is no later version.',
  },
  'semicolon-after-version': {
    plain: () => 'There is a semicolon behind “v=spf1”. Receivers want a space there, and pass the record over.',
    fix: (params) => `${replaceValue(params)} The words of the value are separated by spaces.`,
    expert: () => 'RFC 7208 §4.5: the version is followed by a space or nothing. Semicolons belong to DKIM and DMARC records.',
  },
  'words-run-together': {
    plain: () => 'The spaces between the words of the record are lost. Receivers cannot tell the words apart.',
    fix: (params) => `${replaceValue(params)} Enter the value as one text. Some forms keep its spaces only between quotation marks.`,
    expert: () => 'RFC 7208 §3.3: the strings of a TXT record are joined without a space between them.',
  },
  'commas-in-value': {
    plain: () => 'The words of the record are separated by commas or semicolons. SPF knows spaces only.',
    fix: (params) => `${replaceValue(params)} The words of the value are separated by spaces.`,
    expert: () => 'RFC 7208 §12: terms = *( 1*SP ( directive / modifier ) ). Another sign belongs to the term and spoils it.',
  },
  'blank-in-term': {
    plain: () => 'There is a space inside of an entry, for instance behind a colon. Receivers reject the record.',
    fix: replaceValue,
    expert: () => 'RFC 7208 §12: a term holds no space. What stands behind one is read as a term of its own.',
  },
  'look-alike-characters': {
    plain: ({ characters }) => `Some characters of the value only look right: ${characters}. Word processors put them in.`,
    fix: (params) => `${replaceValue(params)} Copy the value into the form, without a word processor between.`,
    expert: () => 'RFC 7208 §12: terms consist of visible US-ASCII characters.',
  },
  'invisible-characters': {
    plain: ({ characters }) => `The value holds characters that nobody can see: ${characters}. Copying from a page or a document brings them.`,
    fix: (params) => `${replaceValue(params)} Copy the value as a whole. A part that is kept may keep them.`,
    expert: () => 'The text is compared octet by octet. RFC 7208 §4.6.1 separates terms by the space U+0020 only.',
  },
  'blank-in-front': {
    plain: () => 'There is a space in front of the value. Receivers pass the record over.',
    fix: replaceValue,
    expert: () => 'RFC 7208 §4.5: the text begins with “v=spf1”, and nothing may stand in front.',
  },
  'code-with-company': {
    plain: ({ name }) => `The text at ${name} holds the code and something else.`,
    fix: () => 'Publish the code alone, as a text of its own.',
    expert: () => 'The whole text of a TXT record is compared with the code, octet by octet.',
  },
  'code-altered': {
    plain: ({ name }) => `The text at ${name} resembles the code, and differs from it.`,
    fix: (params) => `${replaceValue(params)} Copy the value, so that no letter changes.`,
    expert: () => 'The whole text of a TXT record is compared with the code, octet by octet. Case counts.',
  },
} as const satisfies Record<ValueFault, CauseText>
