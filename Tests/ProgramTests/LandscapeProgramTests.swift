import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `A landscape on the command line` {
  private let points = """
    x,y,loss
    0,0,5
    1,0,2
    2,0,1
    3,0,2
    0,1,4
    1,1,1
    2,1,0
    3,1,1
    0,2,5
    1,2,2
    2,2,1
    3,2,2
    0,3,8
    1,3,5
    2,3,4
    3,3,5

    """

  /// Returns a directory with (x − 2)² + (y − 1)² as a table of points.
  private func folder() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    try folder.write(points, to: "bowl.csv")
    return folder
  }

  @Test func `is described with every decision`() throws {
    let result = try folder().bash("ravine show bowl.csv --start 1.5,2.5")
    #expect(result.status == 0, "\(result.errors)")
    for text in [
      "format       table with named columns", "losses       loss", "x            x, 4 coordinates",
      "interpolate  linear", "smallest at  (2,1)", "holes        0 of 16", "loss         2.5",
      "gradient     (-1, 3)", "eigenvalues  2, 2",
    ] {
      #expect(result.output.contains(text), "“\(text)” is not in\n\(result.output)")
    }
  }

  @Test func `is run, swept, drawn and reproduced like any surface`() throws {
    let result = try folder().bash(
      """
      ravine run bowl.csv --optimizer gd --eta 0.5 --steps 1 --start 1.5,2.5 --format csv | tail -1
      ravine sweep --surface bowl.csv --optimizer gd --eta 0.1:2:4 --start 1.5,2.5 --format csv \\
        | tail -1 | cut -d, -f1-3
      ravine render bowl.csv --size 60x20 | head -2 | tail -1
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("gd,gd,1,1,2,1,2,1,0"), "\(result.output)")
    #expect(result.output.contains("bowl.csv, 4 × 4 losses"), "\(result.output)")
  }

  @Test func `that cannot be read is a sentence with the file`() throws {
    let folder = try folder()
    try folder.write("x,y,loss\n0,0,1\n0,0,2\n", to: "twice.csv")
    let twice = try folder.bash("ravine run twice.csv")
    #expect(twice.status == 65)
    #expect(twice.errors.hasPrefix("Error: twice.csv: "), "\(twice.errors)")
    let missing = try folder.bash("ravine show missing.h5")
    #expect(missing.status == 66)
    #expect(missing.errors == "Error: cannot read missing.h5: No such file or directory\n")
    let option = try folder.bash("ravine show bowl.csv:color=red")
    #expect(option.status == 65 && option.errors.contains("there is no option “color”"))
  }
}
