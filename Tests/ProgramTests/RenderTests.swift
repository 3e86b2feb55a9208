import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `ravine render` {
  @Test(
    .enabled(if: TmuxSession.isInstalled),
    arguments: [
      ("mono", "map", 80, 24), ("indexed", "map", 100, 30), ("mono", "side", 91, 27),
      ("mono", "plots", 80, 24), ("mono", "stability", 80, 24), ("mono", "relief", 120, 40),
      ("mono", "lesson", 100, 30),
    ])
  func `prints the frame of the full screen at the last step`(
    _ color: String, _ view: String, _ columns: Int, _ rows: Int
  ) throws {
    let keys = [
      "map": "1", "side": "2", "plots": "3", "stability": "4", "relief": "5", "lesson": "6",
    ]
    let tmux = try TmuxSession(
      "\(TestSupport.ravinePath) xy1-three-stops --color \(color)", rows: rows, columns: columns)
    try tmux.waitForScreen(within: 10) { $0.joined().contains("evals") }
    // A digit before G would be the step.
    try tmux.sendKeys("G")
    if view != "map" { try tmux.sendText(keys[view] ?? "1") }
    let result = try bash(
      """
      ravine render xy1-three-stops --color \(color) --view \(view) --size \(columns)x\(rows)
      """)
    #expect(result.status == 0)
    let printed = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    #expect(printed.count == rows + 1 && result.output.contains("‖ step 1000/1000"))
    // The map over η and ρ appears after it is computed.
    let frame = printed.prefix(rows).map(withoutBlocks)
    #expect(
      try tmux.waitForScreen(within: 30) { $0.prefix(rows).map(withoutBlocks) == frame }
        .prefix(rows).map(withoutBlocks)
        == frame)
  }

  /// Returns a line with blanks for block characters.
  ///
  /// On a terminal, a half block may be flipped and a blank may be a full block, to share colours
  /// with a neighbour.
  private func withoutBlocks(_ line: String) -> String {
    String(line.map { "▀▄█".contains($0) ? " " : $0 })
  }

  @Test func `prints no escape sequences as text, and only colours as ansi`() throws {
    let text = try bash("ravine render hyperbola-drift --step 100")
    #expect(text.status == 0 && text.errors.isEmpty)
    #expect(!text.output.contains("\u{1B}"))
    #expect(text.lines.count == 24)
    #expect(text.output.contains("step  100/1000"))
    let same = try bash(
      """
      ravine render hyperbola-drift --step 100 --format ansi --color mono | \
      sed $'s/\\x1b\\\\[[0-9;]*m//g; s/ *$//'
      """)
    #expect(same.output == text.output)
    for (color, code) in [("direct", "48;2;"), ("indexed", "48;5;"), ("eight", "[4")] {
      let ansi = try bash("ravine render hyperbola-drift --format ansi --color \(color)").output
      #expect(ansi.contains(code))
      let bodies = ansi.split(separator: "\u{1B}").dropFirst()
      #expect(bodies.allSatisfy { $0.hasPrefix("[") && $0.contains("m") })
    }
  }

  @Test(arguments: ["map", "side", "plots", "relief", "lesson", "stability"])
  func `draws at any size`(_ view: String) throws {
    let sizes = [(1, 1), (3, 2), (19, 5), (40, 12), (79, 23), (300, 100)]
    for (columns, rows) in sizes {
      let result = try bash(
        "ravine render quad-split --step 30 --size \(columns)x\(rows) --view \(view)")
      #expect(result.status == 0, "\(columns)x\(rows)")
      let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == rows + 1)
      #expect(lines.allSatisfy { $0.count <= columns })
    }
  }

  @Test func `draws in ASCII with --glyphs ascii`() throws {
    let result = try bash("ravine render ring-roll --glyphs ascii --size 100x30")
    #expect(result.status == 0)
    #expect(result.output.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `warns of characters that the font of png lacks`() throws {
    let render = "ravine render quad-split --steps 20 --scale 0.2 -o"
    let boxes = try bash("\(render) a.png --title '漢字 for λ'")
    #expect(boxes.status == 0)
    #expect(boxes.errors.contains("warning: the font of png has no “漢字” and draws boxes"))
    #expect(try bash("\(render) a.png --title 'λ ≤ 2/η'").errors.isEmpty)
    #expect(try bash("ravine render quad-split -o a.svg --title 漢字").errors.isEmpty)
  }

  @Test(arguments: [
    ("--split rho=0.1,0.3 --view plots", "ρ 0.1"), ("--split rho=0.1,0.3 --view side", "ρ 0.3"),
    ("--split rho=0.1,0.3", "ρ 0.3"), ("--split rho=0.1,0.3 --view stability", "η log"),
  ])
  func `shows a split in the views that have room for it`(
    _ options: String, _ text: String
  ) throws {
    let result = try bash("ravine render quad-split \(options)")
    #expect(result.status == 0 && result.output.contains(text), "\(result.errors)")
    let svg = try bash("ravine render quad-split --steps 60 \(options) --format svg")
    #expect(svg.status == 0 && svg.output.contains("0.1"), "\(svg.errors)")
  }

  @Test(arguments: [
    ("--split rho=0.1,0.3 --view relief", "remove --view relief, or choose side, plots or"),
    ("--split rho=0.1,0.3 --view map", "remove --view map"),
    ("--compare hyperbola --view plots", "--compare shows maps side by side: remove --view plots"),
  ])
  func `has no view that ignores a split or a comparison`(
    _ options: String, _ message: String
  ) throws {
    let result = try bash("ravine render quad-split \(options)")
    #expect(result.status == 64 && result.errors.contains(message), "\(result.errors)")
  }

  @Test func `draws a figure with the same numbers as run`() throws {
    let svg = try bash("ravine render xy1-three-stops --format svg --step 412")
    #expect(svg.status == 0 && svg.errors.isEmpty)
    #expect(svg.output.hasPrefix("<svg xmlns") && svg.output.hasSuffix("</svg>\n"))
    #expect(svg.output.utf8.count < 300_000)
    let rows = try bash("ravine run xy1-three-stops | awk -F, '$3 == 412'").lines
    #expect(rows.count == 3)
    for row in rows {
      let fields = row.split(separator: ",", omittingEmptySubsequences: false)
      #expect(svg.output.contains("x \(fields[4]), y \(fields[5]), loss \(fields[8]), "))
      #expect(svg.output.contains("sharpness \(fields[10])<"))
    }
  }

  /// The W3C document type definition of SVG 1.1.
  private static let type = "/usr/share/xml/w3c-sgml-lib/schema/dtd/REC-SVG11-20110816/svg11.dtd"

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: type)
        && FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")),
    arguments: ["map", "side", "plots", "stability", "relief", "lesson"])
  func `draws valid SVG 1.1`(_ view: String) throws {
    let result = try bash(
      """
      ravine render quad-split --steps 60 --view \(view) --format svg > a.svg
      xmllint --nonet --noout --dtdvalid '\(Self.type)' a.svg
      """)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
  }

  /// The width and height in the header of a PNG file.
  private func pngSize(_ bytes: [UInt8]) throws -> [Int] {
    try #require(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    return [16, 20].map { start in bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
  }

  @Test(arguments: [
    ("render quad-split --steps 20 --scale 0.5", [480, 390]),
    ("render quad-split --steps 20", [1920, 1560]),
    ("render quad-split --steps 20 --size 60x20 --scale 1 --view relief", [600, 400]),
    ("sweep quad-split --optimizer gd --eta 0.01:0.1:8 --scale 1", nil),
    ("basins --surface double-well --optimizer gd --grid 8x4 --scale 1", nil),
  ])
  func `writes figures as PNG in the size of their scale`(
    _ arguments: String, _ size: [Int]?
  ) throws {
    let folder = try TemporaryDirectory()
    let command = "ravine \(arguments) --format png"
    let result = try folder.bash("\(command) -o a.png && \(command) | cmp - a.png")
    #expect(result.status == 0, "\(result.errors)")
    let found = try pngSize(folder.bytes(of: "a.png"))
    if let size { #expect(found == size) } else { #expect(found[0] == 960) }
  }

  @Test func `replaces the title of a figure`() throws {
    let svg = try bash("ravine render quad-split --steps 20 --format svg --title 'A < B'").output
    #expect(svg.contains("<title>A &lt; B</title>") && svg.contains(">A &lt; B</text>"))
    #expect(!svg.contains("USAM diverges, SAM only oscillates"))
    let map = try bash(
      "ravine sweep quad-split --optimizer gd --eta 0.01:0.1:8 --format svg --title Mine"
    ).output
    #expect(map.contains(">Mine</text>"))
    let usage = try bash("ravine sweep quad-split --title Mine")
    #expect(usage.status == 64 && usage.errors.contains("--title needs a figure"))
  }

  @Test func `writes a file, and replaces it only with --force`() throws {
    let folder = try TemporaryDirectory()
    #expect(try folder.bash("ravine render valley-slide --format svg -o a.svg").status == 0)
    #expect(try folder.names == ["a.svg"])
    let second = try folder.bash("ravine render valley-slide --format svg -o a.svg")
    #expect(second.status == 74 && second.errors.contains("--force"))
  }

  @Test(arguments: [
    ("--step 2000", "--step must be from 0 to 1000, not 2000"),
    ("--step -1", "--step must be from 0 to 1000, not -1"),
    ("--size 0x5", "--size"), ("--size 80", "--size"), ("--view moon", "--view"),
    ("--steps 0:10", "one number"), ("--title Mine", "--title needs a figure: --format svg or png"),
    ("--scale 2 --format svg", "--scale needs --format png"),
    ("--scale 0 --format png", "--scale must be from 0.1 to 16"),
    ("--scale 16 --size 1000x1000 --format png", "1 to 100000000 pixels, and this one would be"),
  ])
  func `prints an error for invalid options`(_ arguments: String, _ words: String) throws {
    let result = try bash("ravine render xy1-three-stops \(arguments)")
    #expect(result.status == 64)
    #expect(result.output.isEmpty && result.errors.contains(words))
  }
}
