import Foundation
import Testing

@Suite struct `ravine run` {
  @Test func `shows USAM diverge where SAM does not`() throws {
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

  @Test func `prints a header, and a row for every run and step`() throws {
    let answer = try bash("ravine run hyperbola-drift --steps 4")
    #expect(
      answer.lines.first
        == "run,optimizer,step,evaluations,x,y,ascent_x,ascent_y,loss,gradient_norm,sharpness,edge,state"
    )
    #expect(answer.lines.count == 1 + 3 * 5)
    #expect(answer.output.hasSuffix("\n"))
  }

  @Test func `takes noise, and says where there is no label for it`() throws {
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
    let refused = try bash("\(common) quadratic --noise label:0.2")
    #expect(refused.status == 64 && refused.errors.contains("label"))
    for wrong in ["-1", "x", "pareto:0", "label", "0.1,0.2,0.3"] {
      #expect(try bash("\(common) half-hyperbola --noise=\(wrong)").status == 64, "\(wrong)")
    }
  }

  @Test func `overrides a scenario with the settings`() throws {
    let answer = try bash(
      """
      ravine run xy1-three-stops --optimizer sam:rho=0.5 --optimizer sam --optimizer gd --eta 0.01 \
      --rho 0.2 --start=-1,2 --steps 2 --seed 9 --format jsonl | head -1
      """)
    #expect(answer.output.contains("\"start\": [-1, 2], \"steps\": 2, \"seed\": 9"))
    #expect(
      answer.output.contains(
        "{\"run\": \"sam\", \"optimizer\": \"sam\", \"knobs\": {\"eta\": 0.01, \"rho\": 0.5}"))
    #expect(
      answer.output.contains(
        "{\"run\": \"sam2\", \"optimizer\": \"sam\", \"knobs\": {\"eta\": 0.01, \"rho\": 0.2}"))
    #expect(
      answer.output.contains(
        "{\"run\": \"gd\", \"optimizer\": \"gd\", \"knobs\": {\"eta\": 0.01}"))
  }

  @Test func `takes the start and frame of the surface where there is no scenario`() throws {
    let answer = try bash("ravine run --surface valley --steps 1 --every 5")
    #expect(answer.lines.dropFirst().first?.hasPrefix("gd,gd,0,0,1.8,0.05,") == true)
    #expect(answer.lines.count == 7)
    let other = try bash("ravine run xy1-three-stops --surface valley --steps 0")
    #expect(other.lines.dropFirst().first?.hasPrefix("gd,gd,0,0,1.8,0.05,") == true)
  }

  @Test func `takes a formula with letters`() throws {
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

  @Test func `takes a list of optimizers, and a start with a minus`() throws {
    let answer = try bash(
      "ravine run --surface ring --optimizer gd,sam --start -1,0.1 --steps 3 --format table")
    #expect(answer.lines.count == 5)
    #expect(answer.lines[1].hasPrefix("gd") && answer.lines[3].hasPrefix("sam"))
  }

  @Test func `reads a scenario from a file`() throws {
    let folder = try Folder()
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
      let answer = try folder.bash("ravine run \(name)")
      #expect(answer.status == 0, "\(answer.errors)")
      #expect(answer.lines.count == 7)
    }
  }
}

@Suite struct `The output of ravine` {
  private let run = "ravine run --surface ring --steps 300"

  @Test(arguments: [
    "run --surface ring --steps 100000", "run --surface ring --steps 100000 --format jsonl",
  ])
  func `ends quietly when its reader has gone`(_ arguments: String) throws {
    let answer = try bash("ravine \(arguments) | head -1")
    #expect(answer.status == 0)
    #expect(answer.lines.count == 1)
    #expect(answer.errors.isEmpty)
    let ignored = try bash("trap '' PIPE; ravine \(arguments) | head -1")
    #expect(ignored.errors.isEmpty)
  }

  @Test func `is a file that appears whole, or - for standard output`() throws {
    let folder = try Folder()
    let whole = try folder.bash("\(run) -o a.csv")
    #expect(whole.status == 0 && whole.output.isEmpty && whole.errors.isEmpty)
    #expect(try folder.names == ["a.csv"])
    let printed = try folder.bash("\(run) -o -")
    #expect(try folder.text(of: "a.csv") == printed.output)
    #expect(printed.lines.count == 904)
    #expect(try folder.bash("umask 027; \(run) --output b.csv; stat -c %a b.csv").output == "640\n")
  }

  @Test func `replaces a file only with --force, and keeps its mode`() throws {
    let folder = try Folder()
    try folder.write("mine", to: "a.csv")
    let refused = try folder.bash("chmod 600 a.csv; \(run) -o a.csv")
    #expect(refused.status == 74)
    #expect(refused.errors == "Error: a.csv exists; --force replaces it\n")
    #expect(try folder.text(of: "a.csv") == "mine")
    #expect(try folder.bash("\(run) -o a.csv --force").status == 0)
    #expect(try folder.text(of: "a.csv").hasPrefix("run,"))
    #expect(try folder.bash("stat -c %a a.csv").output == "600\n")
    #expect(try folder.names == ["a.csv"])
  }

  @Test func `follows a link and leaves it one`() throws {
    let folder = try Folder()
    let answer = try folder.bash(
      "echo old > real.csv; ln -s real.csv link.csv; \(run) -o link.csv --force; readlink link.csv")
    #expect(answer.output == "real.csv\n")
    #expect(try folder.text(of: "real.csv").hasPrefix("run,"))
  }

  @Test func `goes into a pipe or a device as it is`() throws {
    let answer = try bash("\(run) -o >(wc -l > lines); \(run) -o /dev/null; sleep 0.3; cat lines")
    #expect(answer.status == 0 && answer.output == "904\n", "\(answer.errors)")
  }

  @Test(arguments: [
    ("> /dev/full", "No space left on device"), ("-o /dev/full", "No space left on device"),
    ("-o /nowhere/a.csv", "No such file or directory"), ("-o /proc/a.csv", "/proc/a.csv"),
    ("-o .", ". is a folder"), (">&-", "Bad file descriptor"),
  ])
  func `that cannot be written is status 74`(_ where: String, _ reason: String) throws {
    let answer = try bash("\(run) \(`where`)")
    #expect(answer.status == 74)
    #expect(answer.errors.contains(reason))
    #expect(answer.lines.count <= 1)
  }

  @Test func `leaves nothing behind when it is interrupted`() throws {
    let folder = try Folder()
    let answer = try folder.bash(
      """
      "$ravine" run --surface ring --optimizer sam --steps 500000 -o a.csv & job=$!
      while kill -0 $job && [ -z "$(ls -A | grep '^\\.ravine-')" ]; do sleep 0.01; done
      kill -TERM $job; wait $job
      """)
    #expect(answer.status == 128 + 15)
    #expect(try folder.names == [])
  }
}
