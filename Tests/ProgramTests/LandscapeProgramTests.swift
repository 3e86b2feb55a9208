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

  @Test func `of the gallery is what the command in its lesson writes`() throws {
    let folder = try TemporaryDirectory()
    let lesson = try folder.bash("ravine show network-landscape --json | jq -r .source").output
    let command = try #require(lesson.firstMatch(of: /ravine export .* -o (\S+)/))
    let result = try folder.bash(String(command.output.0))
    #expect(result.status == 0, "\(result.errors)")
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Scenarios/\(command.output.1)").standardized
    #expect(
      try Data(contentsOf: file)
        == Data(contentsOf: URL(filePath: "\(folder.path)/\(command.output.1)")))
  }

  @Test func `of the gallery is found by a copy of its lesson in any directory`() throws {
    let folder = try TemporaryDirectory()
    let result = try folder.bash(
      "ravine show path-off-map --yaml > mine.yaml && ravine check mine.yaml")
    #expect(result.status == 0, "\(result.errors)\n\(result.output)")
    try folder.write("x,y,loss\n0,0,1\n", to: "digits-plane.npz")
    #expect(try folder.bash("ravine check mine.yaml").status == 65)
    #expect(try folder.bash("ravine check path-off-map").status == 0)
  }

  @Test func `is looked at whatever its name, and offers its other losses`() throws {
    let folder = try folder()
    let result = try folder.bash(
      """
      cp bowl.csv losses.txt.bak && ravine show losses.txt.bak | head -1
      printf '\\x80\\x04\\x95abc' > grid.p && ravine show grid.p 2>&1 || true
      mkdir runs && cp grid.p runs/grid.pickle && ravine run runs/grid.pickle 2>&1 | head -1
      sed 's/loss/loss,test_loss/; s/,\\([0-9]*\\)$/,\\1,\\1/' bowl.csv > two.csv
      ravine render two.csv --size 120x40
      """)
    #expect(result.status == 0, "\(result.errors)")
    for text in [
      "grid: losses.txt.bak, 4 × 4 losses", "Error: grid.p: this is a pickle",
      "pickle.load(open(\"grid.p\", \"rb\"))", "Error: runs/grid.pickle: this is a pickle",
      "Other losses of the file: z=test_loss.",
    ] {
      #expect(result.output.contains(text), "“\(text)” is not in\n\(result.output)")
    }
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

  @Test func `is the surface of a lesson beside it`() throws {
    let folder = try folder()
    let result = try folder.bash(
      """
      mkdir lessons && mv bowl.csv lessons
      cat > lessons/bowl.yaml <<'YAML'
      id: bowl
      title: A bowl
      surface: {file: bowl.csv}
      start: [1.5, 2.5]
      steps: 1
      runs: [{optimizer: gd, eta: 0.5}]
      claims: [{run: gd, at: end, value: loss, equals: 0, within: 1e-9}]
      YAML
      ravine check lessons/bowl.yaml && cd lessons && ravine check ./bowl.yaml && mv bowl.csv other.csv
      ravine check ./bowl.yaml
      """)
    #expect(
      result.errors.split(separator: "\n").count { $0 == "1 claim in 1 lesson: all hold" } == 2,
      "\(result.output)\(result.errors)")
    #expect(result.errors.contains("bowl.yaml:3:"), "\(result.errors)")
    #expect(result.errors.contains("cannot read ./bowl.csv"), "\(result.errors)")
  }

  @Test func `has the path of training on it`() throws {
    let folder = try folder()
    try folder.write("x,y,loss,distance\n3,3,6,1\n2.5,2,3,0.5\n2,1,0,0\n", to: "path.csv")
    let result = try folder.bash(
      "ravine render bowl.csv --path path.csv --size 100x30 && ravine render bowl.csv --path path.csv --format svg"
    )
    #expect(result.status == 0, "\(result.errors)")
    for text in [
      "The training path has 3 iterates", "At step 1 its loss is 3.00",
      "surface below 1.25", "at most 1.00 away", "class=\"training-path\"", "1: 3.00, surface 1.25",
    ] {
      #expect(result.output.contains(text), "“\(text)” is not in\n\(result.output)")
    }
  }

  @Test func `says what has no loss instead of a number`() throws {
    let folder = try folder()
    try folder.write(points.replacing("1,1,1\n", with: ""), to: "hole.csv")
    try folder.write("x,loss\n0,4\n1,1\n2,0\n3,1\n4,4\n", to: "profile.csv")
    let result = try folder.bash(
      """
      ravine threshold --surface bowl.csv --optimizer gd --start 2,9
      ravine threshold --surface bowl.csv --optimizer gd --start 2,9 --json
      ravine export bowl.csv --view-box 7:8,7:8
      ravine export bowl.csv --grid 1x1
      ravine export hole.csv -o hole.stl
      ravine basins --surface profile.csv --optimizer gd --eta 0.1 --grid 3x1 --format csv
      ravine basins --surface profile.csv --optimizer gd --grid 3x2
      ravine render profile.csv --compare bowl.csv
      ravine render bowl.csv --compare profile.csv
      """)
    for text in [
      "left the data", "\"largest_stable_eta\": null",
    ] { #expect(result.output.contains(text), "“\(text)” is not in\n\(result.output)") }
    #expect(result.output.contains("start_x") && !result.output.contains("start_y"))
    for text in [
      "Error: no point of the grid has a loss",
      "Error: --grid needs at least 2x2 points, not 1x1",
      "ravine: warning: 4 of 9 cells have a corner without a loss and are open in the stl",
      "Error: the starts on a profile vary along x only: give --grid 3x1",
      "Error: --compare needs two profiles or two surfaces: only the first is a profile",
      "Error: --compare needs two profiles or two surfaces: only profile.csv is a profile",
    ] { #expect(result.errors.contains(text), "“\(text)” is not in\n\(result.errors)") }
  }

  @Test func `is drawn beside another with one scale of colours`() throws {
    let result = try folder().bash(
      "ravine render bowl.csv --compare 'x^2 + y^2' --format svg | xmllint --noout - && echo valid; "
        + "ravine render bowl.csv --compare 'x^2 + y^2' --format svg")
    #expect(result.status == 0, "\(result.errors)")
    for text in ["valid", "bowl.csv, 4 × 4 losses", "x^2 + y^2", "id=\"ground-2-"] {
      #expect(result.output.contains(text), "“\(text)” is not in\n\(result.output.prefix(3000))")
    }
  }

  @Test func `is exported and read again without a change`() throws {
    let result = try folder().bash(
      """
      ravine export bowl.csv -o bowl.npz && ravine export bowl.npz --format csv | sort > a
      sort bowl.csv > b && cmp a b && echo same
      ravine export '(x*y - 1)^2' --view-box 0:2,0:2 --grid 5x3 -o product.npz
      ravine show product.npz --start 2,1
      ravine export hyperbola --format stl -o a.stl && head -c 16 a.stl
      """)
    #expect(result.status == 0, "\(result.errors)")
    for text in ["same", "5 from 0 to 2", "3 from 0 to 2", "Losses of Ravine"] {
      #expect(result.output.contains(text), "\(result.output)")
    }
  }
}

private let python = pythonInterpreter(with: "numpy")

@Suite(.blocking) struct `The page From PyTorch to Ravine` {
  @Test(.enabled(if: python != nil))
  func `has a script whose files are read`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Engine/Engine.docc/FromPyTorchToRavine.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let script = try #require(text.components(separatedBy: "```python\n").dropFirst().first)
      .components(separatedBy: "```")[0]
    let folder = try TemporaryDirectory()
    try folder.write(script, to: "script.py")
    let result = try folder.bash(
      """
      \(python ?? "") script.py && ravine show pca.npz && ravine show random.npz
      ravine render pca.npz --path path.csv --size 120x40
      """)
    #expect(result.status == 0, "\(result.errors)")
    for expected in [
      "x            61 from", "smallest at", "The training path has 61 iterates",
      "At step 0 its loss is 0.811",
    ] {
      #expect(result.output.contains(expected), "“\(expected)” is not in\n\(result.output)")
    }
  }
}
