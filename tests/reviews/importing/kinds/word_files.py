"""Word documents for tests, as small as Word still opens them."""

import io
import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
STYLES = {"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2", "Spoiler": "Spoiler text"}

HIDING_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{inner}</w:style>'
    for key, name, inner in (
        ("Secret", "Secret", "<w:rPr><w:vanish/></w:rPr>"),
        ("More", "More", '<w:basedOn w:val="Secret"/>'),
        ("Mine", "My spoilers", ""),
    )
)


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs, style=""):
    """`runs`: texts, or XML of `run`."""
    inner = "".join(item if item.startswith("<w:") else run(item) for item in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def cell(*paragraphs, fill):
    """A table of one cell."""
    shade = f'<w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr>'
    return f"<w:tbl><w:tr><w:tc>{shade}{''.join(paragraphs)}</w:tc></w:tr></w:tbl>"


def word_file(*paragraphs, **parts):
    """The bytes of a document; `parts`: further files in word/, such as `footnotes`, without the root tag."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    styles += HIDING_STYLES
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in ("styles", *parts)
    )
    root = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships {root}><Relationship Id="r1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships {root}>{relations}</Relationships>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
    }
    files |= {f"word/{name}.xml": f"<w:{name} {W}>{inner}</w:{name}>" for name, inner in parts.items()}
    return zipped(files)


def zipped(files):
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return result.getvalue()
