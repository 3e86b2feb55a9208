import TestSupport
import Testing

@Suite(.blocking) struct `The format of a file` {
  private static let run = "run quad-split --steps 3"
  private static let render = "render quad-split --steps 3"
  private static let sweep = "sweep quad-split --steps 3 --eta 0.01:0.1:3 --rho 0:0.1:2"
  private static let basins = "basins --surface double-well --steps 3 --grid 3x3"
  private static let export = "export hyperbola --grid 3x3"
  private static let threshold = "threshold --surface quadratic --optimizer gd --steps 50"
  private static let check = "check quad-rho-ladder"

  @Test(arguments: [
    (run, "csv", "--format csv"), (run, "jsonl", "--format jsonl"), (run, "txt", "--format table"),
    (render, "txt", "--format text"), (render, "ansi", "--format ansi"),
    (render, "svg", "--format svg"), (render, "PNG", "--format png"),
    (sweep, "csv", "--format csv"), (sweep, "txt", "--format text"),
    (sweep, "svg", "--format svg"), (sweep, "png", "--format png"),
    (basins, "csv", "--format csv"), (basins, "txt", "--format text"),
    (basins, "svg", "--format svg"), (basins, "png", "--format png"),
    (export, "npz", "--format npz"), (export, "csv", "--format csv"),
    (export, "obj", "--format obj"), (export, "stl", "--format stl"),
    (threshold, "txt", ""), (threshold, "json", "--json"), (check, "txt", ""),
    (check, "json", "--json"), ("record quad-split --steps 0:9:3", "cast", ""),
    // A number is no ending.
    (run, "05", "--format csv"), ("\(sweep) --format text", "05", "--format text"),
    // Any text may end in .txt, and an unusual ending needs the option.
    ("\(run) --format jsonl", "txt", "--format jsonl"),
    ("\(run) --format csv", "dat", "--format csv"),
  ])
  func `is that of its ending, byte for byte`(
    _ command: String, _ ending: String, _ option: String
  ) throws {
    let result = try bash(
      "ravine \(command) -o out.\(ending) && ravine \(command) \(option) | cmp - out.\(ending)")
    #expect(result.status == 0, "\(result.output) \(result.errors)")
  }

  @Test(arguments: [
    (run, "html", "The ending of “out.html” names no format of this verb"),
    (run, "html", "use .csv, .jsonl or .txt, or add --format."),
    (render, "pdf", "use .txt, .ansi, .svg or .png, or add --format."),
    (sweep, "dat", "use .csv, .txt, .svg or .png, or add --format."),
    (basins, "npz", "use .csv, .txt, .svg or .png, or add --format."),
    (export, "svg", "use .npz, .csv, .obj or .stl, or add --format."),
    (threshold, "csv", "use .txt or .json."), (check, "md", "use .txt or .json."),
    ("record quad-split --steps 0:9:3", "gif", "use .cast."),
    (
      "\(sweep) --format csv", "svg",
      "“out.svg” does not fit --format csv: end the name in .csv, or remove --format."
    ),
    ("\(render) --format svg", "txt", "end the name in .svg, or remove --format."),
    ("\(run) --format csv", "png", "“out.png” does not fit --format csv: end the name in .csv."),
    ("\(threshold) --json", "svg", "“out.svg” does not fit --json: end the name in .json."),
    ("\(sweep) --shard 1/2", "svg", "--shard needs --format csv."),
    (sweep + " --title T", "csv", "--title needs a figure"),
    ("sweep --merge a.csv b.csv", "svg", "--merge writes csv."),
  ])
  func `has no wrong ending`(_ command: String, _ ending: String, _ message: String) throws {
    let folder = try TemporaryDirectory()
    let result = try folder.bash("ravine \(command) -o out.\(ending)")
    #expect(result.status == 64 && result.output.isEmpty)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(try folder.names.isEmpty)
  }
}
