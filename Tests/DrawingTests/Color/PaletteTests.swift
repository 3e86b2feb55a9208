import Drawing
import Foundation
import Testing

private let displays: [Display] = Display.Depth.allCases.flatMap { depth in
  Display.ColorMap.allCases.flatMap { map in
    [false, true].map { Display(depth: depth, map: map, light: $0) }
  }
}

private let paints: [Paint] =
  [.terminalDefault, .faint, .frame, .accent, .warning, .landmark, .prediction, .undefined]
  + [.onCategory] + (0...255).map { .category($0) }
  + (0...255).flatMap { number in
    [.run(number), .level(number), .shade(number)] + (0...5).map { Paint.trail(number, fade: $0) }
  }

@Suite struct `A palette` {
  @Test(arguments: displays)
  func `has a colour for every paint`(_ display: Display) {
    let palette = Palette(display)
    for paint in paints {
      for isBackground in [false, true] {
        switch (display.depth, palette.color(paint, isBackground: isBackground)) {
        case (_, .terminalDefault):
          #expect(display.depth == .mono || display.depth == .eight || paint == .terminalDefault)
        case (.eight, .indexed(let index)): #expect(index < 8)
        case (.sixteen, .indexed(let index)): #expect(index < 16)
        case (.indexed, .indexed(let index)): #expect(index >= 16)
        case (.direct, .rgb(let red, let green, let blue)):
          let isBlack = red == 0 && green == 0 && blue < 8
          #expect(!isBlack)
        case (_, let color): Issue.record("\(color) on \(display.depth)")
        }
      }
    }
  }

  @Test func `maps the default role to the terminal's own colour`() {
    for display in displays {
      #expect(Palette(display).color(.terminalDefault, isBackground: true) == .terminalDefault)
      #expect(Palette(display).color(.terminalDefault, isBackground: false) == .terminalDefault)
    }
  }

  @Test func `maps levels to the grey ramp in 256 colours`() {
    let palette = Palette(Display(depth: .indexed))
    let levels = (0..<32).map { palette.color(.level(UInt8($0)), isBackground: true) }
    #expect(levels.first == .indexed(16))
    #expect(levels.last == .indexed(231))
    #expect(Set(levels).count == 26)
  }

  @Test(arguments: displays.filter { $0.depth == .direct })
  func `has colours whose brightness increases with the level`(_ display: Display) {
    let palette = Palette(display)
    let bright = (0..<32).map { Lab(palette.color(.level(UInt8($0)), isBackground: true)).l }
    #expect(zip(bright, bright.dropFirst()).allSatisfy { $0 < $1 })
    #expect((bright.last ?? 0) - (bright.first ?? 0) > 35)
  }

  @Test(arguments: displays.filter { $0.depth == .direct || $0.depth == .indexed }, Vision.all)
  func `has a colour for undefined ground that no level has`(_ display: Display, _ vision: Vision) {
    let palette = Palette(display)
    let undefined = Lab(palette.color(.undefined, isBackground: true), vision)
    for level in UInt8(0)..<32 {
      let color = Lab(palette.color(.level(level), isBackground: true), vision)
      #expect(undefined.distance(to: color) > 15, "\(level)")
    }
  }

  @Test(arguments: displays.filter { $0.depth == .direct || $0.depth == .indexed }, Vision.all)
  func `has nine run colours that are distinct for every colour vision`(
    _ display: Display, _ vision: Vision
  ) {
    let palette = Palette(display)
    let runs = (0..<9).map { Lab(palette.color(.run($0), isBackground: false), vision) }
    for first in 0..<9 {
      for second in 0..<first {
        let distance = runs[first].distance(to: runs[second])
        // A just noticeable difference is about 2.3.
        #expect(distance > (first < 3 ? 20 : 9), "\(second) and \(first)")
      }
    }
  }

  @Test(arguments: displays.filter { $0.depth == .direct || $0.depth == .indexed }, Vision.all)
  func `has twelve categories of distinct colours that contrast with their lines`(
    _ display: Display, _ vision: Vision
  ) {
    let palette = Palette(display)
    let ink = Lab(palette.color(.onCategory, isBackground: false), vision)
    let colors = (0..<12).map { Lab(palette.color(.category($0), isBackground: true), vision) }
    let least: Double = ["trichromacy": 29, "tritanopia": 9][vision.testDescription] ?? 19
    for first in colors.indices {
      #expect(abs(colors[first].l - ink.l) > 35, "\(first)")
      for second in 0..<first {
        #expect(colors[first].distance(to: colors[second]) > least, "\(second) and \(first)")
      }
    }
  }

  @Test func `has a colour for each category in 16 colours, the same in all colour maps`() {
    for display in displays {
      let palette = Palette(display)
      let colors = (0..<12).map { palette.color(.category($0), isBackground: true) }
      let count = [.mono: 1, .eight: 7][display.depth] ?? 12
      #expect(Set(colors).count == count)
      let other = Palette(Display(depth: display.depth, map: .grey, light: !display.isLight))
      #expect(colors == (0..<12).map { other.color(.category($0), isBackground: true) })
    }
  }

  @Test(arguments: displays.filter { $0.depth == .direct })
  func `has run colours that contrast with map and background`(_ display: Display) {
    let palette = Palette(display)
    let background = Lab(display.isLight ? .rgb(255, 255, 255) : .rgb(0, 0, 0))
    let levels = (0..<32).map { Lab(palette.color(.level($0), isBackground: true)) }
    for run in UInt8(0)..<9 {
      let color = Lab(palette.color(.run(run), isBackground: false))
      #expect(abs(color.l - background.l) > 35, "run \(run)")
      // The first three runs are in nearly every picture; all nine differ from most of the map.
      let distinct = levels.count { color.distance(to: $0) > 25 }
      #expect(distinct >= (run < 3 ? 28 : 18), "run \(run): \(distinct)")
    }
  }

  @Test(arguments: displays.filter { $0.depth == .direct })
  func `has outlines on which every trail reads in every colour map`(_ display: Display) {
    let palette = Palette(display)
    for level in UInt8(0)..<32 {
      let outline = Lab(palette.color(.shade(level), isBackground: true))
      for run in UInt8(0)..<9 {
        let distances = (UInt8(0)...3).map {
          Lab(palette.color(.trail(run, fade: $0), isBackground: false)).distance(to: outline)
        }
        #expect(distances[0] > 30, "run \(run) on \(level)")
        #expect((distances.min() ?? 0) > 12, "run \(run) on \(level)")
      }
    }
  }

  @Test(arguments: displays.filter { $0.depth == .direct })
  func `fades trails toward the map`(_ display: Display) {
    let palette = Palette(display)
    let middle = Lab(palette.color(.level(display.isLight ? 24 : 12), isBackground: true))
    for run in UInt8(0)..<9 {
      let distances = (UInt8(0)...3).map {
        Lab(palette.color(.trail(run, fade: $0), isBackground: false)).distance(to: middle)
      }
      #expect(
        palette.color(.trail(run, fade: 0), isBackground: false)
          == palette.color(.run(run), isBackground: false))
      #expect(distances == distances.sorted(by: >))
      #expect(distances[3] > 8, "run \(run)")
    }
  }
}

/// A kind of colour vision as a matrix on linear RGB (Machado, Oliveira and Fernandes, 2009).
struct Vision: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let rows: [[Double]]

  static let all = [
    Vision(testDescription: "trichromacy", rows: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    Vision(
      testDescription: "protanopia",
      rows: [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]),
    Vision(
      testDescription: "deuteranopia",
      rows: [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]),
    Vision(
      testDescription: "tritanopia",
      rows: [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]),
  ]
}

/// A colour in CIE L*a*b* under D65, whose distances approximate perceived differences.
private struct Lab {
  let l, a, b: Double

  init(_ color: Color, _ vision: Vision = Vision.all[0]) {
    let bytes: [Double]
    switch color {
    case .terminalDefault: bytes = [0, 0, 0]
    case .rgb(let red, let green, let blue): bytes = [red, green, blue].map(Double.init)
    case .indexed(let index) where index >= 232:
      bytes = Array(repeating: Double(8 + 10 * (Int(index) - 232)), count: 3)
    case .indexed(let index):
      let steps: [Double] = [0, 95, 135, 175, 215, 255]
      let cube = max(Int(index) - 16, 0)
      bytes = [steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6]]
    }
    let linear = bytes.map { byte in
      let c = byte / 255
      return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    }
    func times(_ row: [Double], _ v: [Double]) -> Double {
      row[0] * v[0] + row[1] * v[1] + row[2] * v[2]
    }
    let perceived = vision.rows.map { min(max(times($0, linear), 0), 1) }
    let white = [0.9505, 1, 1.089]
    let xyz = [
      [0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505],
    ].map { times($0, perceived) }
    let f = zip(xyz, white).map { value, white in
      let t = value / white
      return t > 0.008856 ? cbrt(t) : 7.787 * t + 16 / 116
    }
    (l, a, b) = (116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]))
  }

  func distance(to other: Lab) -> Double {
    let (dl, da, db) = (l - other.l, a - other.a, b - other.b)
    return (dl * dl + da * da + db * db).squareRoot()
  }
}
