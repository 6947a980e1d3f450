// SPDX-License-Identifier: MIT

/// What the template of a section of words gets.
struct SectionView {
    let sectionID: DisplayText
    let sectionHeading: DisplayText
    let blocks: [Block]

    /// One of the three is there.
    struct Block {
        let paragraph: Paragraph?
        let shell: DisplayText?
        let linkList: LinkList?
    }

    struct Paragraph {
        let runs: [Run]
    }

    struct Run {
        let plain: DisplayText?
        let code: DisplayText?
    }

    struct LinkList {
        let goals: [Goal]
    }

    struct Goal {
        let goalText: DisplayText
        let goalAddress: DisplayText
    }

    init(_ section: ProseSection, number: Int) {
        sectionID = "section-\(number)"
        sectionHeading = DisplayText(section.heading)
        blocks = section.blocks.map { block in
            switch block {
            case .paragraph(let text): Block(paragraph: Paragraph(text), shell: nil, linkList: nil)
            case .code(let text): Block(paragraph: nil, shell: DisplayText(text), linkList: nil)
            case .links(let links):
                Block(
                    paragraph: nil, shell: nil,
                    linkList: LinkList(
                        goals: links.map {
                            Goal(goalText: DisplayText($0.text), goalAddress: DisplayText($0.address))
                        }))
            }
        }
    }

    /// The name under which the template is a partial.
    static let templateName = "section"

    static let template = """
        <section class="card prose" aria-labelledby="{{sectionID}}">
        <h2 id="{{sectionID}}">{{sectionHeading}}</h2>
        {{#blocks}}
        {{#paragraph}}<p>{{#runs}}{{plain}}{{#code}}<code>{{.}}</code>{{/code}}{{/runs}}</p>{{/paragraph}}\
        {{#shell}}<pre tabindex="0"><code>{{.}}</code></pre>{{/shell}}\
        {{#linkList}}<ul>{{#goals}}<li><a href="{{goalAddress}}">{{goalText}}</a></li>{{/goals}}</ul>{{/linkList}}
        {{/blocks}}
        </section>

        """
}

extension SectionView.Paragraph {
    /// What stands between backticks is code.
    fileprivate init(_ text: String) {
        runs = text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
            let shown = DisplayText(String(part))
            return index.isMultiple(of: 2)
                ? SectionView.Run(plain: shown, code: nil) : SectionView.Run(plain: nil, code: shown)
        }
    }
}
