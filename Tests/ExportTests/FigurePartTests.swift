import Drawing
import Engine
import Foundation
import Testing

@testable import Export

@Suite struct `The parts of a figure` {
  /// Returns the result of gzip on bytes that `Zlib` compressed.
  private func gunzipped(_ bytes: [UInt8]) throws -> [UInt8] {
    func littleEndian(_ value: UInt32) -> [UInt8] { bigEndian(value).reversed() }
    let deflated = Zlib.compressed(bytes).dropFirst(2).dropLast(4)
    let file =
      [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflated + littleEndian(crc32(bytes))
      + littleEndian(UInt32(bytes.count))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc"]
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data(file).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    process.standardInput = try FileHandle(forReadingFrom: url)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return Array(data)
  }

  private static let samples: [[UInt8]] = [
    [], [0], [255], Array(repeating: 7, count: 3), Array(repeating: 200, count: 100_000),
    (0..<70_000).map { UInt8(truncatingIfNeeded: ($0 * $0) >> 3) },
    (0..<40_000).map { UInt8($0 % 257 % 256) },
    (0..<90_000).map { UInt8($0 / 300 % 96) },
  ]

  @Test(arguments: samples)
  func `compress bytes in a format that gzip reads`(_ bytes: [UInt8]) throws {
    #expect(try gunzipped(bytes) == bytes)
  }

  @Test func `compress repeated bytes`() {
    #expect(Zlib.compressed(Array(repeating: 200, count: 100_000)).count < 1000)
  }

  /// The check values of CRC-32 and Adler-32.
  @Test func `include the checksums of PNG and zlib`() {
    #expect(crc32(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(Zlib.adler32(Array("Wikipedia".utf8)) == 0x11E6_0398)
  }

  @Test func `include coordinates with at most two decimals`() {
    let expected: [(Double, String)] = [
      (0, "0"), (-0.0, "0"), (1, "1"), (-0.004, "0"), (0.05, ".05"), (-0.5, "-.5"),
      (12.345, "12.35"), (-3.1, "-3.1"), (1e300, "0"), (.nan, "0"), (.infinity, "0"),
    ]
    for (value, text) in expected { #expect(formatLength(value) == text, "\(value)") }
  }

  @Test func `include escaped XML text`() {
    #expect(xmlEscaped("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&#39;")
    #expect(
      xmlEscaped("]]>\u{1B}\u{0}\u{202E}\u{FFFF}\n") == "]]&gt;���� ")
  }

  @Test func `clip segments to a box and keep ends inside unchanged`() throws {
    let box = Box(x: 0, y: 0, width: 10, height: 10)
    let inside = try #require(box.clippedSegment(FigurePoint(0.1, 0.2), FigurePoint(9.7, 3.3)))
    #expect(inside.from == FigurePoint(0.1, 0.2) && inside.to == FigurePoint(9.7, 3.3))
    let leaving = try #require(box.clippedSegment(FigurePoint(5, 5), FigurePoint(25, 5)))
    #expect(leaving.from == FigurePoint(5, 5) && leaving.to == FigurePoint(10, 5))
    #expect(box.clippedSegment(FigurePoint(-5, 5), FigurePoint(-1, 5)) == nil)
    #expect(box.clippedSegment(FigurePoint(-5, 5), FigurePoint(5, -5)) != nil)
    #expect(box.clippedSegment(FigurePoint(-6, 5), FigurePoint(5, -6)) == nil)
  }

  @Test func `keep the amplitude of a 2-cycle, the start and the end of a long trajectory`() throws
  {
    let box = Box(x: 0, y: 0, width: 400, height: 400)
    let count = 200_001
    let path = TrajectoryPath(count: count, in: box) { step in
      FigurePoint(0.001 * Double(step), 200 + (step % 2 == 0 ? 30 : -30))
    }
    let points = path.polylines.flatMap(\.self)
    #expect(path.polylines.count == 1)
    #expect(points.count <= TrajectoryPath.maxPoints + 1 && points.count > 1000)
    #expect(points.first == FigurePoint(0, 230))
    #expect(points.last == FigurePoint(200, 230))
    #expect(Set(points.map(\.y)) == [170, 230])
  }

  @Test func `leave a gap in a trajectory outside the box or at non-finite points`() {
    let box = Box(x: 0, y: 0, width: 100, height: 100)
    let trajectories: [[FigurePoint?]] = [
      [
        FigurePoint(10, 10), FigurePoint(20, 20), FigurePoint(.nan, 0), FigurePoint(30, 30),
        FigurePoint(40, 40),
      ],
      [FigurePoint(10, 10), FigurePoint(20, 20), nil, FigurePoint(30, 30), FigurePoint(40, 40)],
      [
        FigurePoint(10, 10), FigurePoint(20, 20), FigurePoint(20, 900), FigurePoint(50, 900),
        FigurePoint(30, 30), FigurePoint(40, 40),
      ],
    ]
    for trajectory in trajectories {
      let path = TrajectoryPath(count: trajectory.count, in: box) { trajectory[$0] }
      #expect(path.polylines.count == 2)
      #expect(path.polylines.first?.first == FigurePoint(10, 10))
      #expect(path.polylines.last?.last == FigurePoint(40, 40))
    }
  }

  @Test func `join the segments of a circle into one polyline`() throws {
    let side = 41
    let values = (0..<side * side).map { index in
      let (x, y) = (Double(index % side) - 20, Double(index / side) - 20)
      return x * x + y * y
    }
    let map = HeatMap(columns: side, rows: side, values: values)
    let lines = Polyline.joined(map.contours(at: 150.3))
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.first == line.last)
    #expect(line.count > 40)
    let simplified = Polyline.simplified(line, within: 0.2)
    #expect(simplified.count < line.count / 2 && simplified.first == line.first)
    for point in simplified {
      let radius = ((point.x - 20.5) * (point.x - 20.5) + (point.y - 20.5) * (point.y - 20.5))
        .squareRoot()
      #expect(abs(radius - 150.3.squareRoot()) < 0.05)
    }
  }

  @Test func `include labels with powers of ten`() {
    let expected: [(Double, String)] = [
      (1, "1"), (1000, "1000"), (0.01, "0.01"), (1e-3, "10⁻³"), (1e12, "10¹²"), (0.5, "0.5"),
      (5e-5, "5·10⁻⁵"), (2e7, "2·10⁷"), (-0.02, "−0.02"), (0, "0"), (-1e-4, "−10⁻⁴"),
    ]
    for (value, text) in expected { #expect(PowerOfTen.label(value) == text) }
  }

  @Test func `wrap text to a maximum width`() {
    let text = "On a valley of minima GD and USAM stop on contact; Donaudampfschifffahrtsgesell"
    for width in stride(from: 20.0, through: 700, by: 17) {
      let lines = TextMetrics.wrappedLines(text, size: 13, width: width, atMost: 3)
      #expect(lines.count <= 3)
      for line in lines { #expect(TextMetrics.width(line, size: 13) <= width) }
      if width > 600 { #expect(lines.joined(separator: " ") == text) }
    }
    #expect(TextMetrics.wrappedLines("", size: 13, width: 100, atMost: 2).isEmpty)
  }
}
