"""What other programs (Hugo, WordPress, Obsidian) leave there is Markdown, or named; never printed raw."""

import re
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.importing.formats import read
from reviews.importing.kinds import as_text

LIMIT = 1_000_000


def cleaned(text, name="review.md"):
    data, notes = as_text(text.encode(), name=name, max_bytes=LIMIT)
    return " ".join(data.decode().split()), " ".join(note.message for note in notes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fog.\n\n<!--more-->\n\nMore fog.", "Fog. More fog."),
        ('<!-- wp:heading {"level":3} -->\n<h3>The sound</h3>\n<!-- /wp:heading -->', "### The sound"),
        ("<p>It is <strong>wet</strong> &amp; <em>late</em>.</p>", "It is **wet** &amp; *late*."),
        ("Fog.\n\n[//]: # (He drowns.)\n\nMore fog.", "Fog. More fog."),
        ("Over.<br/>Go home.<br>Now.", "Over. Go home. Now."),
        ("<ul><li>oars</li><li>nets</li></ul>", "- oars - nets"),
        ("<blockquote><p>Row!</p></blockquote>", "> Row!"),
        ("<center><font color='red'>Loud</font></center>", "Loud"),
        ('A <a href="https://example.org/a">film</a>.', "A [film](<https://example.org/a>)."),
        ('A <a href="#top">film</a>.', "A film."),
        ('<img src="/img/pier.jpg" alt="The pier" />', "![The pier](/img/pier.jpg)"),
        ('<img src="/img/a pier (2).jpg">', "![](/img/a%20pier%20%282%29.jpg)"),
        ("<figure><img src='a.jpg' alt='b'><figcaption>A boat</figcaption></figure>", "![b](a.jpg) *A boat*"),
        ('{{< figure src="a.jpg" alt="A boat" caption="At dawn" >}}', "![A boat](a.jpg) *At dawn*"),
        ('{% include figure.html src="a.jpg" caption="A boat" %}', "![A boat](a.jpg)"),
        ("{% asset_img pier.jpg The pier %}", "![](pier.jpg)"),
        ('[caption id="x" width="3"]<img src="a.jpg" /> A boat[/caption]', "![](a.jpg) *A boat*"),
        ("![x]({{ site.baseurl }}/img/x.jpg)", "![x](/img/x.jpg)"),
        ('![x]({{ "/img/x.jpg" | relative_url }})', "![x](/img/x.jpg)"),
        ("By [[Agnes Ode|the director]], with [[Rui Melo]].", "By the director, with Rui Melo."),
        ("See [[The pier#Second part]].", "See The pier."),
        ("![[pier.jpg|300]]", "![](pier.jpg)"),
        ("A still ![[the pier.png|at dawn]]", "A still ![at dawn](the%20pier.png)"),
        ("The last line. ^a1b2c3", "The last line."),
        ("The pier.\n{: .lead}", "The pier."),
        ("The *pier*{: .spoiler}.", "The *pier*{: .spoiler}."),
        ("Read `<b>` and `{% raw %}` and `[[a]]`.", "Read `<b>` and `{% raw %}` and `[[a]]`."),
        ("```\n<p>{{< youtube x >}}</p>\n```", "``` <p>{{< youtube x >}}</p> ```"),
        ("2 < 3 and 4 > 1, {curly} and [bracket]", "2 < 3 and 4 > 1, {curly} and [bracket]"),
    ],
)
def test_a_leftover_becomes_markdown(text, expected):
    assert cleaned(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Fog. {{< youtube abc >}}", "youtube"),
        ("Fog. {% include ads.html %}", "include"),
        ("Fog. [gallery ids=1,2]", "gallery"),
        ("Fog. [pullquote align=left]Wet.[/pullquote]", "pullquote"),
        ("Fog. <?php echo $rating; ?><% if x %>", "<%, <?php"),
        ("Fog. ![[Another note]]", "![[…]]"),
        ("import Chart from './chart'\n\nFog. <Chart of={rain} />", "chart, import"),
        ('Fog. <iframe src="https://video.example.org/x"></iframe>', "video.example.org"),
        ("Fog. <script>alert(1)</script>", "a script"),
        ("Fog. [embed]https://video.example.org/x[/embed]", "video.example.org"),
        ("Fog. <!-- look this up -->", "Comments in the source, which no reader saw, were left out: 1."),
        ("Fog. %%ask the editor%% {/* and her */}", "were left out: 2."),
    ],
)
def test_what_has_no_place_here_is_named(text, named):
    text, notes = cleaned(text, "a.mdx")
    assert text.startswith("Fog.") and not re.search(r"[{}]|\[\[|<[a-z/]*>|gallery|script", text)
    assert named in notes


def test_what_a_tag_hides_stays_hidden_and_is_rewritten_within():
    text = (
        '# Fog\n\nIt is wet.\n\n<span class="spoiler">The <b>ferryman</b> is <Secret of="zq" /> dead.</span>'
    )
    data, notes = as_text(text.encode(), name="a.md", max_bytes=LIMIT)
    document = read(data).document
    assert ">!The **ferryman** is" in document.sections[0].text
    assert "zq" not in " ".join(note.message for note in notes)


@pytest.mark.parametrize(
    "passage",
    [
        "{{% expand %}}The ferryman drowns.{{% /expand %}}",
        '{{< accordion title="x" >}}The ferryman drowns.{{< /accordion >}}',
        "{% folding blue, x %}The ferryman drowns.{% endfolding %}",
        "{% capture ending %}The ferryman drowns.{% endcapture %}{% include spoiler.html content=ending %}",
        "[showhide]The ferryman drowns.[/showhide]",
        "<Accordion>The ferryman drowns.</Accordion>",
        "<HiddenText>The ferryman drowns.</HiddenText>",
        '<span style={{color: "white"}}>The ferryman drowns.</span>',
        '<p className="blur-sm">The ferryman drowns.</p>',
        "<dialog>The ferryman drowns.</dialog>",
        "<tg-spoiler>The ferryman drowns.</tg-spoiler>",
    ],
)
def test_what_a_command_or_a_component_hides_is_hidden(passage):
    text = f"# Fog\n\nIt is wet.\n\n{passage}\n\n## The sound\n\nLow."
    document = read(as_text(text.encode(), name="a.mdx", max_bytes=LIMIT)[0]).document
    (line,) = [line for line in document.sections[0].text.split("\n") if "drowns" in line]
    assert line.startswith(">!")
    assert "Low." in document.sections[-1].text


@pytest.mark.parametrize("comment", ["<!-- spoilers from here -->", "<!-- Achtung, Spoiler! -->"])
def test_a_comment_that_speaks_of_spoilers_is_not_dropped(comment):
    text = f"# Fog\n\nIt is wet.\n\n{comment}\n\nThe ferryman drowns."
    document = read(as_text(text.encode(), name="a.md", max_bytes=LIMIT)[0]).document
    assert any("drowns" in section.text and section.spoiler for section in document.sections)


def test_every_picture_that_readers_will_not_get_is_named():
    text = (
        "# Fog\n\nA ![boat](boat.jpg) and\n![pier](./pier.png 'At dawn')\n*Caption*\n\n<img src='/oar.gif'>"
    )
    reading = read(as_text(text.encode(), name="a.md", max_bytes=LIMIT)[0])
    notes = [note.message for note in reading.notes if "did not come in" in note.message]
    assert [note.partition(": ")[2][:10] for note in notes] == ["“boat.jpg”", "“pier.png”", "“oar.gif”."]


def test_our_own_export_is_left_alone():
    text = b'---\nfoyer: "3"\n---\n\n# Fog\n\n<!-- foyer:section kind="other" -->\n<b>wet</b>\n'
    assert as_text(text, name="a.md", max_bytes=LIMIT) == (text, ())


SCRAPS = """<p> </p> <b> </b> <br> <li> <div> <h2> </h2> <!--more--> [[ ]] | {{ }} {% %} {{< >}} </a> ` ```
    > # - [caption] [/caption] [gallery] <table> <td> </table> <!--wp:x--> <img/src='i.jpg'>
    <Box> </Box> {props.x}"""
scraps = st.sampled_from([*SCRAPS.split(), "<a href='https://e.org'>", "<img src='i.jpg'>", "<!-- wp:x -->"])
canaries = st.integers(1, 99).map(lambda number: f"zq{number}")
pieces = st.tuples(canaries, scraps, st.sampled_from([" ", "\n", "\n\n"])).map("".join)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(pieces, max_size=25).map("".join))
def test_no_word_outside_of_commands_is_lost(text):
    data, notes = as_text(f"Fog.\n\n{text}".encode(), name="a.md", max_bytes=LIMIT)
    lost = Counter(re.findall(r"zq\d+", text)) - Counter(re.findall(r"zq\d+", data.decode()))
    assert not lost or notes


@pytest.mark.parametrize(
    "unit", ["<table>", "<a href=x>", "<!--", "[caption]", "{% comment %}", "%% ", "<h1>"]
)
def test_tags_without_an_end_do_not_take_long(unit):
    started = time.process_time()
    as_text(f"w {unit}".encode() * 20_000, name="a.md", max_bytes=LIMIT)
    assert time.process_time() - started < 10
