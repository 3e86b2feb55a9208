import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `ravine run` {
  @Test func `prints a USAM run that diverges and a SAM run that does not`() throws {
    let common = "ravine run --surface hyperbola --eta 0.05 --rho 0.3 --start 3,0.34 --steps 50"
    let usam = try bash("\(common) --optimizer usam --format csv")
    #expect(usam.status == 0 && usam.errors.isEmpty)
    let last = try #require(usam.lines.last).split(separator: ",")
    #expect(last.last == "diverged")
    #expect([5, 6].contains(Int(last[2])))
    #expect(usam.lines.dropLast().allSatisfy { !$0.contains("diverged") })

    let sam = try bash("\(common) --optimizer sam --format csv")
    #expect(sam.status == 0)
    #expect(sam.lines.count == 52)
    #expect(!sam.output.contains("diverged"))
  }

  @Test func `prints a header, and one row per run and step`() throws {
    let result = try bash("ravine run hyperbola-drift --steps 4")
    #expect(
      result.lines.first
        == "run,optimizer,step,evaluations,x,y,ascent_x,ascent_y,loss,gradient_norm,sharpness,edge,state"
    )
    #expect(result.lines.count == 1 + 3 * 5)
    #expect(result.output.hasSuffix("\n"))
  }

  @Test func `takes noise, and rejects label noise without labels`() throws {
    let common = "ravine run --optimizer sgd --steps 9 --seed 3 --surface"
    let outputs = try ["0", "0.1", "0.1,0", "pareto:1.2", "label:0.2"].map {
      try bash("\(common) half-hyperbola --noise \($0)").output
    }
    #expect(Set(outputs).count == outputs.count)
    #expect(try outputs[0] == bash("\(common) half-hyperbola").output)
    let setting = try bash("\(common) half-hyperbola --noise 0.1,0 --format jsonl | head -1")
    #expect(setting.output.contains("\"seed\": 3, \"noise\": \"0.1,0.0\"}"))
    let schedule = try bash("ravine run diminishing --steps 1 --format jsonl | head -1")
    #expect(schedule.output.contains("\"schedule\": {\"eta\": \"1/t:20.0\", \"rho\":"))
    let rejected = try bash("\(common) quadratic --noise label:0.2")
    #expect(rejected.status == 64 && rejected.errors.contains("label"))
    for invalid in ["-1", "x", "pareto:0", "label", "0.1,0.2,0.3"] {
      #expect(try bash("\(common) half-hyperbola --noise=\(invalid)").status == 64, "\(invalid)")
    }
  }

  @Test(arguments: [
    "quadratic", "'x^2 + 3*y^2'", "'x^2/4 + y^2'", "'x^2 + b*y^2' --set b=3", "'sin(x)*y'",
  ])
  func `takes a surface in place of a lesson`(_ surface: String) throws {
    let result = try bash("ravine run \(surface) --steps 2 --start 1,0.5")
    #expect(result.status == 0 && result.lines.count == 10, "\(result.errors)")
    let expected = try bash("ravine run --surface \(surface) --steps 2 --start 1,0.5").output
    #expect(result.output == expected)
  }

  @Test func `overrides the settings of a lesson`() throws {
    let result = try bash(
      """
      ravine run xy1-three-stops --optimizer sam:rho=0.5 --optimizer sam --optimizer gd --eta 0.01 \
      --rho 0.2 --start=-1,2 --steps 2 --seed 9 --format jsonl | head -1
      """)
    #expect(result.output.contains("\"start\": [-1, 2], \"steps\": 2, \"seed\": 9"))
    #expect(
      result.output.contains(
        "{\"run\": \"sam\", \"optimizer\": \"sam\", \"knobs\": {\"eta\": 0.01, \"rho\": 0.5}"))
    #expect(
      result.output.contains(
        "{\"run\": \"sam2\", \"optimizer\": \"sam\", \"knobs\": {\"eta\": 0.01, \"rho\": 0.2}"))
    #expect(
      result.output.contains(
        "{\"run\": \"gd\", \"optimizer\": \"gd\", \"knobs\": {\"eta\": 0.01}"))
  }

  @Test func `uses the start and region of the surface without a lesson`() throws {
    let result = try bash("ravine run --surface valley --steps 1 --every 5")
    #expect(result.lines.dropFirst().first?.hasPrefix("gd,gd,0,0,1.8,0.05,") == true)
    #expect(result.lines.count == 7)
    let other = try bash("ravine run xy1-three-stops --surface valley --steps 0")
    #expect(other.lines.dropFirst().first?.hasPrefix("gd,gd,0,0,1.8,0.05,") == true)
  }

  @Test func `takes a formula with parameters`() throws {
    let typed = try bash(
      "ravine run --surface '(x*y - c)^2' --set c=1 --start 3,0.34 --steps 20 --optimizer gd")
    let named = try bash("ravine run --surface hyperbola --start 3,0.34 --steps 20 --optimizer gd")
    #expect(typed.status == 0 && typed.lines.count == 22)
    let columns = { (line: Substring) in
      line.split(separator: ",")[4...5].compactMap { Double($0) }
    }
    for (typed, named) in zip(typed.lines.dropFirst(), named.lines.dropFirst()) {
      for (a, b) in zip(columns(typed), columns(named)) { #expect(abs(a - b) < 1e-12) }
    }
  }

  @Test func `takes a list of optimizers, and a start with a minus sign`() throws {
    let result = try bash(
      "ravine run --surface ring --optimizer gd,sam --start -1,0.1 --steps 3 --format table")
    #expect(result.lines.count == 5)
    #expect(result.lines[1].hasPrefix("gd") && result.lines[3].hasPrefix("sam"))
  }

  @Test func `takes a lesson file`() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      """
      id: mine
      title: Mine
      surface: x^2 + 10*y^2
      start: [1, 1]
      steps: 5
      view: {x: [-1, 1], y: [-1, 1]}
      runs:
        - {optimizer: gd, eta: 0.05}
      """, to: "mine.yaml")
    for name in ["mine.yaml", "./mine.yaml"] {
      let result = try folder.bash("ravine run \(name)")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.lines.count == 7)
    }
  }
}

@Suite(.blocking) struct `The output of ravine` {
  private let run = "ravine run --surface ring --steps 300"

  @Test(arguments: [
    "run --surface ring --steps 100000", "run --surface ring --steps 100000 --format jsonl",
  ])
  func `ends without a message when the pipe closes`(_ arguments: String) throws {
    let result = try bash("ravine \(arguments) | head -1")
    #expect(result.status == 0)
    #expect(result.lines.count == 1)
    #expect(result.errors.isEmpty)
    let ignored = try bash("trap '' PIPE; ravine \(arguments) | head -1")
    #expect(ignored.errors.isEmpty)
  }

  @Test func `is a file, or stdout for -`() throws {
    let folder = try TemporaryDirectory()
    let written = try folder.bash("\(run) -o a.csv")
    #expect(written.status == 0 && written.output.isEmpty && written.errors.isEmpty)
    #expect(try folder.names == ["a.csv"])
    let printed = try folder.bash("\(run) -o -")
    #expect(try folder.text(of: "a.csv") == printed.output)
    #expect(printed.lines.count == 904)
    #expect(try folder.bash("umask 027; \(run) --output b.csv; stat -c %a b.csv").output == "640\n")
  }

  @Test func `replaces a file only with --force, and keeps its mode`() throws {
    let folder = try TemporaryDirectory()
    try folder.write("mine", to: "a.csv")
    let rejected = try folder.bash("chmod 600 a.csv; \(run) -o a.csv")
    #expect(rejected.status == 74)
    #expect(rejected.errors == "Error: a.csv exists; --force replaces it\n")
    #expect(try folder.text(of: "a.csv") == "mine")
    #expect(try folder.bash("\(run) -o a.csv --force").status == 0)
    #expect(try folder.text(of: "a.csv").hasPrefix("run,"))
    #expect(try folder.bash("stat -c %a a.csv").output == "600\n")
    #expect(try folder.names == ["a.csv"])
  }

  @Test func `follows a symbolic link and keeps the link`() throws {
    let folder = try TemporaryDirectory()
    let result = try folder.bash(
      "echo old > real.csv; ln -s real.csv link.csv; \(run) -o link.csv --force; readlink link.csv")
    #expect(result.output == "real.csv\n")
    #expect(try folder.text(of: "real.csv").hasPrefix("run,"))
  }

  @Test func `goes directly into a pipe or a device`() throws {
    let result = try bash("{ \(run) -o >(wc -l); \(run) -o /dev/null; } | cat")
    #expect(result.status == 0 && result.output == "904\n", "\(result.errors)")
  }

  @Test(arguments: [
    ("> /dev/full", "No space left on device"), ("-o /dev/full", "No space left on device"),
    ("-o /nowhere/a.csv", "No such file or directory"), ("-o /proc/a.csv", "/proc/a.csv"),
    ("-o .", ". is a directory"), (">&-", "Bad file descriptor"),
  ])
  func `that cannot be written gives status 74`(_ destination: String, _ reason: String) throws {
    let result = try bash("\(run) \(destination)")
    #expect(result.status == 74)
    #expect(result.errors.contains(reason))
    #expect(result.lines.count <= 1)
  }

  @Test func `leaves no file behind after an interrupt`() throws {
    let folder = try TemporaryDirectory()
    let result = try folder.bash(
      """
      "$ravine" run --surface ring --optimizer sam --steps 500000 -o a.csv & job=$!
      while kill -0 $job && [ -z "$(ls -A | grep '^\\.ravine-')" ]; do sleep 0.01; done
      kill -TERM $job; wait $job
      """)
    #expect(result.status == 128 + 15)
    #expect(try folder.names == [])
  }
}
