import Drawing
import Foundation
import Interface
import TestSupport
import Testing

@testable import TerminalShell
@testable import ravine

/// A terminal whose window is photographed on a display without a screen.
struct PhotographedTerminal: Sendable, CustomTestStringConvertible {
  let name: String
  /// The option of the program.
  let graphics: String
  /// The command that opens a window of 80x24 cells with the title `ravine-test`.
  let command: String

  var testDescription: String { name }

  static let all = [
    PhotographedTerminal(
      name: "kitty", graphics: "kitty",
      command: """
        kitty --config NONE -o confirm_os_window_close=0 -o font_size=12 \
        -o 'font_family=DejaVu Sans Mono' -o remember_window_size=no \
        -o initial_window_width=80c -o initial_window_height=24c -T ravine-test
        """),
    PhotographedTerminal(
      name: "xterm", graphics: "sixel",
      command: """
        xterm -fa 'DejaVu Sans Mono' -fs 12 -geometry 80x24+0+0 -bg black -ti vt340 \
        -tn xterm-256color -xrm 'XTerm*numColorRegisters: 256' \
        -xrm 'XTerm*maxGraphicSize: 2000x2000' -T ravine-test -e
        """),
  ]

  /// Whether the programs are installed.
  static let areInstalled = ["Xvfb", "kitty", "xterm", "xdotool", "import"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
  }

  /// Returns a photograph of the window, once the window no longer changes: RGB, row by row.
  func photograph(of arguments: String, in folder: TemporaryDirectory) throws
    -> (width: Int, height: Int, bytes: [UInt8])
  {
    let result = try folder.bash(
      """
      export LANG=C.UTF-8 LC_ALL=C.UTF-8 LIBGL_ALWAYS_SOFTWARE=1 KITTY_DISABLE_WAYLAND=1
      export COLORTERM=truecolor XDG_RUNTIME_DIR=$PWD XDG_CONFIG_HOME=$PWD
      unset WAYLAND_DISPLAY TMUX
      chmod 700 .
      Xvfb -displayfd 3 -screen 0 1280x1024x24 -nolisten tcp 3>display 2>/dev/null & screen=$!
      terminal=
      trap 'kill $terminal $screen; wait' EXIT
      for ((i = 0; i < 100; i++)); do [[ -s display ]] && break; sleep 0.1; done
      export DISPLAY=:$(<display)
      \(command) "$ravine" \(arguments) --color direct --graphics \(graphics) >/dev/null 2>&1 & terminal=$!
      for ((i = 0; i < 60; i++)); do
        sleep 1
        window=$(xdotool search --name '^ravine-test$' 2>/dev/null | head -1)
        [[ $window ]] || continue
        import -window "$window" -depth 8 ppm:new 2>/dev/null || continue
        if ((i > 4)) && cmp -s new old; then break; fi
        mv new old
      done
      head -c 20 old | head -2 | tail -1
      """)
    let size = result.output.split(separator: " ").compactMap {
      Int($0.trimmingCharacters(in: .newlines))
    }
    try #require(size.count == 2, "\(result.output)\(result.errors)")
    return (size[0], size[1], try folder.bytes(of: "old").suffix(3 * size[0] * size[1]))
  }
}

@Suite(
  .serialized, .blocking,
  .enabled(
    if: PhotographedTerminal.areInstalled,
    "Xvfb, kitty, xterm, xdotool or ImageMagick is not installed: no picture is photographed"))
struct `A photograph of a terminal` {
  private static let arguments =
    "--surface hyperbola --start 3,0.34 --steps 5 --optimizer gd --reduced-motion"

  /// Returns the picture of the map that the program shows.
  private func picture() throws -> Picture {
    let words = ["play"] + Self.arguments.split(separator: " ").map(String.init)
    let verb = try #require(try Ravine.parse(words) as? PlayVerb)
    var state = try verb.makeState(
      try verb.openLesson(nil), nil, Preferences(autoplays: false), Display(),
      size: Size(rows: 24, columns: 80))
    _ = update(&state, .picturesSupported(true))
    return try #require(render(state).pictures.first)
  }

  @Test(arguments: PhotographedTerminal.all)
  func `shows the map as computed, pixel by pixel`(_ terminal: PhotographedTerminal) throws {
    let folder = try TemporaryDirectory()
    let photo = try terminal.photograph(of: Self.arguments, in: folder)
    let picture = try picture()
    let (width, height) = (photo.width / 80, photo.height / 24)
    let (columns, rows) = (picture.rect.columns * width, picture.rect.rows * height)
    let image = try #require(picture.image(columns: columns, rows: rows))
    let palette = Palette(Display())
    let colors = image.paints.map { palette.color($0, isBackground: true) }
    func color(_ x: Int, _ y: Int) -> ArraySlice<UInt8> {
      let start = photo.bytes.startIndex + 3 * (y * photo.width + x)
      return photo.bytes[start..<start + 3]
    }
    /// Returns the fraction of the pixels as computed, with a border around the cells.
    func agreement(border: (x: Int, y: Int)) -> Double {
      var equal = 0
      for y in 0..<rows {
        for x in 0..<columns {
          guard case .rgb(let red, let green, let blue) = colors[Int(image.pixels[y * columns + x])]
          else { continue }
          let shown = color(
            picture.rect.column * width + border.x + x, picture.rect.row * height + border.y + y)
          // Sixels have colours in percents.
          let isEqual = zip(shown, [red, green, blue]).allSatisfy {
            abs(Int($0) - Int($1)) <= 4
          }
          if isEqual { equal += 1 }
        }
      }
      return Double(equal) / Double(columns * rows)
    }
    let borders = (0..<4).flatMap { x in (0..<4).map { (x, $0) } }
    let best = borders.map { agreement(border: $0) }.max() ?? 0
    print("\(terminal.name): \((1000 * best).rounded() / 10) % of the pixels as computed")
    #expect(best >= 0.9)
  }
}
