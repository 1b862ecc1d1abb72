import { h, type FunctionalComponent, type VNode } from 'vue'

/**
 * Text whose hosts, records and references stay whole: such a word goes to the next line rather than being broken, and
 * one that is longer than a line is broken where its parts begin, at a hyphen never. By boxes alone: nothing is put
 * into the text, so what is selected and copied is the text itself.
 */
export const WholeWords: FunctionalComponent<{ text: string }> = ({ text }) =>
  text.split(/( +)/u).map((word) => (isPlain(word) ? word : h('span', { class: boxOf(word) }, toPieces(word))))
WholeWords.props = ['text']

/** A word of a language. One that is long, or holds a sign that lines are broken at, as `-all` does in front, gets a box. */
const isPlain = (word: string): boolean => word.length <= 24 && !/\S[-.:=/@_]\S|^["“]?[-~?+]\S/u.test(word)

/** In a table, which asks each cell how narrow it may become, and on paper, a word of this length is not to be broken at all. */
export const longestInTable = 34
const longestOnPaper = 24

/** The first line of a box stands on the line of the text around it, as where a list's bullet is. */
function boxOf({ length }: string): string {
  const box = 'inline-block max-w-full [baseline-source:first] [text-decoration:inherit] wrap-anywhere'
  return `${box}${length <= longestInTable ? ' @3xl:min-w-max' : ''}${length <= longestOnPaper ? ' print:min-w-max' : ''}`
}

/** `include:` `eu` `._netblocks`: a line may end before a dot and after the other signs. */
function toPieces(word: string): (string | VNode)[] {
  return word.split(/(?<=\S)(?=\.\S)|(?<=[:=/@,])(?=\S)/u).flatMap((part, index) => (index === 0 ? withHyphens(part) : [h('wbr'), ...withHyphens(part)]))
}

/** A hyphen and its neighbours, between which no line ends. */
const withHyphens = (part: string): (string | VNode)[] =>
  part.split(/([^-]?(?:-+[^-]?)+)/u).filter((piece) => piece !== '').map((piece) => (piece.includes('-') ? h('span', { class: 'whitespace-nowrap' }, piece) : piece))
