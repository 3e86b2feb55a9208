import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `The command line of problems` {
  private func lines(_ command: String) throws -> [[String]] {
    let result = try bash(command)
    try #require(result.status == 0, "\(command): \(result.errors)")
    return result.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func `prints all quantities of a run, with coordinates in a plane`() throws {
    let rows = try lines("ravine run --problem iris --optimizer gd,sam --steps 20 --every 10")
    #expect(
      rows[0].joined(separator: ",") == """
        run,optimizer,step,evaluations,loss,test_loss,accuracy,gradient_norm,norm,distance,\
        sharpness,sharpness2,edge,plane_x,plane_y,plane_distance
        """)
    #expect(
      rows.dropFirst().map { $0[0] + $0[2] } == ["gd0", "gd10", "gd20", "sam0", "sam10", "sam20"])
    #expect(rows.allSatisfy { $0.count == 16 } && rows.dropFirst().allSatisfy { !$0.contains("") })
    let parameters = try lines(
      "ravine run --problem product --optimizer sam --steps 5 --plane w2,w4 --center sam@0")
    // The start is (2, 1.5, 0.5, 0.6), the origin of the plane.
    #expect(parameters[1].suffix(3) == ["0", "0", "0"])
    let json = try bash("ravine run --problem iris --optimizer gd --steps 1 --format jsonl")
    #expect(
      json.output.contains("\"plane_distance\": ") || json.output.contains("\"plane_distance\":"))
  }

  @Test(arguments: [
    ("run --problem iris --compare ring", "--compare"),
    ("run --problem iris --path a.csv --start 1,2", "--path and --start"),
    ("run xy1-three-stops --problem iris", "a lesson"),
    ("run --problem iris --surface ring --view-box 0:1,0:1", "--surface and --view-box"),
    ("run --problem iris --memory 2", "--memory"),
    ("run --problem iris --optimizer 'gd:start=(1,2)'", "start= of run gd"),
    ("run --problem iris --optimizer gd --rho 0.1", "no run has a hyperparameter “rho”"),
    ("run --problem iris --format table --plane pca", "remove --plane"),
    ("run --problem iris --plane x", "--plane must be"),
    ("run --problem product --plane w1,w7", "there is no parameter “w7”"),
    ("run --problem iris --center gd@5000", "from 0 to 1000"),
    ("run --problem iris --center adam", "there is no run “adam”"),
    ("run --problem digits --set hidden=2.5", "must be a whole number, not 2.5"),
    ("run --problem digits:hidden=2.5", "must be a whole number, not 2.5"),
    ("run --problem digits:hidden=x", "KEY=NUMBER"), ("run --problem irisi", "there is no problem"),
    ("run --problem mlp", "needs the data of a file"),
    ("run --problem iris:label=a", "needs the file"),
    ("run --problem product --batch 2", "not a mean over samples"),
    ("run --problem iris --noise label:1", "no numeric targets"),
    ("run --problem diagonal --noise label:1 --batch 2", "label noise"),
    ("run --problem iris --noise 0.1,0.2", "one scale"),
    ("run --problem iris --optimizer samon", "needs the two coordinates"),
    ("run --batch 2", "--batch needs --problem"), ("run --plane pca", "--plane needs a problem"),
    ("run sensing-split --start 1,1", "the problem of the lesson sensing-split excludes --start"),
    ("run ring --center gd", "--center needs a problem"),
    ("sweep sensing-split --plane pca", "the problem of the lesson sensing-split excludes --plane"),
    ("basins sensing-split", "basins needs a surface"),
    ("sweep --problem iris --format svg --plane pca", "--problem excludes --plane"),
    ("export --problem iris --line gd", "--line must be two iterates"),
    ("export --problem iris --line gd:tam", "there is no run “tam” for --line"),
    ("export --problem iris --steps 5 --line gd:gd@6", "the step of --line must be from 0 to 5"),
    ("export --problem iris --line gd:sam --plane pca", "--line excludes --plane"),
    ("export valley --line gd:sam", "--line needs --problem"),
    ("threshold --problem iris --eta 0.1:1:3", "--eta must be one number here"),
    ("threshold --problem iris --optimizer gd --of rho", "no optimizer has the hyperparameter rho"),
    ("threshold --surface valley --of rho", "--of needs a problem"),
    ("threshold --problem iris --center gd", "--problem excludes --center"),
    ("sweep --problem iris --eta 0.1 --rho 0.1", "nothing varies"),
    ("sweep --problem iris --axis beta=0:1:2", "there is no parameter “beta”"),
    ("sweep --problem iris --optimizer gd --axis rho=0:1:2", "there is no parameter “rho”"),
    ("sweep --problem diagonal --axis p=10:20:4", "must be a whole number"),
    ("export", "Give a surface or --problem"), ("export ring --problem iris", "Give either"),
    ("export ring --eta 0.1", "--eta needs --problem"),
  ])
  func `names an option or a value that is wrong`(_ line: String, _ message: String) throws {
    let result = try bash("ravine \(line)")
    #expect(result.status == 64 && result.output == "", "\(line): \(result.output.prefix(200))")
    #expect(result.errors.contains(message), "\(line): \(result.errors)")
  }

  /// The runs of the lesson sensing-split.
  private static let runs =
    "gd:eta=0.05 --optimizer usam:eta=0.05,rho=0.1 --optimizer sam:eta=0.05,rho=0.1"

  @Test(arguments: [
    (
      "run sensing-split --steps 12 --every 4",
      "run --problem sensing --optimizer \(runs) --steps 12 --every 4 --plane points"
    ),
    (
      "run sensing-split --steps 12 --plane pca --format jsonl",
      "run --problem sensing --optimizer \(runs) --steps 12 --plane pca --format jsonl"
    ),
    (
      "run sensing-split --format table --steps 4",
      "run --problem sensing --optimizer \(runs) --format table --steps 4"
    ),
    (
      "threshold sensing-split --steps 10",
      "threshold --problem sensing --optimizer \(runs) --steps 10"
    ),
    (
      "sweep sensing-split --steps 5 --eta 0.01:0.1:2",
      "sweep --problem sensing --optimizer gd,usam,sam --rho 0.1 --steps 5 --eta 0.01:0.1:2"
    ),
  ])
  func `apply to a lesson on a problem`(_ lesson: String, _ problem: String) throws {
    let (lesson, problem) = (try bash("ravine \(lesson)"), try bash("ravine \(problem)"))
    #expect(lesson.status == 0 && lesson.errors == problem.errors, "\(lesson.errors)")
    #expect(!lesson.output.isEmpty && lesson.output == problem.output)
  }

  @Test(arguments: [
    ("x,y,k\\n1,2,0\\n1,zwei,1\\n", "line 3, column 2: “zwei” is not a number"),
    ("x,y,k\\n1,2,0\\nnan,1,1\\n", "line 3, column 1: nan is not a finite number"),
    ("x,y,k\\n1,2,0\\n1,2,0\\n", "line 3: the rows of lines 2 to 3 have the same label 0"),
    ("x,y,k\\n", "line 1: there are no rows after the header"), ("", "line 1: there are no rows"),
    ("1,2,0\\n1,1\\n", "line 2: there are 2 fields, but 3"),
  ])
  func `names the line of invalid data`(_ text: String, _ message: String) throws {
    let result = try bash(
      "printf '\(text)' > data.csv; ravine run --problem logistic:data=data.csv")
    #expect(result.status == 65 && result.output == "")
    #expect(result.errors.contains("data.csv: \(message)"), "\(result.errors)")
  }

  @Test func `bounds the size of data`() throws {
    let columns = try bash(
      """
      head -c 2000000 /dev/zero | tr '\\0' ',' | sed 's/,/1,/g' > wide.csv
      ravine run --problem mlp:data=wide.csv
      """)
    #expect(columns.status == 65)
    #expect(columns.errors.contains("line 1: there are 2000001 columns; at most 1000"))
    let bytes = try bash(
      "head -c 17000000 /dev/zero > big.csv; ravine run --problem mlp:data=big.csv")
    #expect(bytes.status == 65 && bytes.errors.contains("larger than 16 MB"))
    let missing = try bash("ravine run --problem mlp:data=no.csv")
    #expect(missing.status == 66 && missing.errors.contains("no.csv"))
  }

  @Test func `trains on the data of a file`() throws {
    let rows = try lines(
      """
      for i in $(seq 1 40); do echo "$((i % 7)),$((i * i % 11)),$((i % 7 > 3))"; done > 'a,b.csv'
      ravine run --problem 'mlp:data=a,b.csv,hidden=4' --optimizer sam --steps 300 --every 300
      """)
    let accuracy = try #require(Double(rows.last?[6] ?? ""))
    #expect(accuracy > 0.9, "\(rows)")
    let last = try #require(rows.last.flatMap { Double($0[4]) })
    let first = try #require(Double(rows[1][4]))
    #expect(last < 0.5 * first)
  }

  @Test func `has the same bytes on one and two threads, and in merged shards`() throws {
    let map =
      "sweep --problem diagonal --optimizer gd,sam --steps 60 --eta 0.01:0.5:5 --axis seed=1:3:3"
    let result = try bash(
      """
      ravine \(map) --cores 1 > one.csv && ravine \(map) --cores 2 > two.csv && cmp one.csv two.csv
      for i in 1 2 3; do ravine \(map) --shard $i/3 -o $i.csv; done
      ravine sweep --merge 2.csv 3.csv 1.csv > all.csv && cmp one.csv all.csv && wc -l < one.csv
      ravine sweep --merge 1.csv 2.csv
      """)
    #expect(result.output == "31\n", "\(result.errors)")
    #expect(result.errors.contains("shard 3/3 is missing"))
    let rows = try lines("ravine \(map)")
    #expect(rows[0].prefix(6) == ["run", "optimizer", "eta", "seed", "outcome", "steps"])
    let cell = try #require(rows.first { $0[0] == "sam" && $0[3] == "2" })
    let options = "--optimizer sam --steps 60 --eta \(cell[2]) --seed 2 --every 60"
    let alone = try lines(
      "ravine run --problem diagonal \(options)"
    )
    #expect(cell.dropFirst(6).prefix(6) == alone[2].dropFirst(4).prefix(6))
  }

  @Test func `exports a plane that other verbs open as a landscape`() throws {
    let export = """
      ravine export --problem sensing --set d=6 --set m=15 --steps 200 --rho 0.02 --grid 21x21
      """
    let result = try bash(
      """
      \(export) -o plane.npz && \(export) | wc -l && ravine show --surface plane.npz > show
      ravine render plane.npz --steps 5 --path plane.npz:x=sam_x,y=sam_y,z=sam_loss > map && cat show
      """)
    #expect(result.status == 0 && result.output.hasPrefix("442\n"), "\(result.errors)")
    #expect(result.output.contains("21 × 21"), "\(result.output)")
  }

  @Test func `exports the line between two iterates, with its barrier`() throws {
    let folder = try TemporaryDirectory()
    let export = "ravine export --problem product --optimizer gd,sam:rho=0.3 --steps 200"
    let result = try folder.bash(
      """
      \(export) --line gd@0:sam --grid 51x2 --format csv > line.csv
      \(export) --line sam:sam@0 -o line.npz && ravine show --surface line.npz > show
      ravine render --surface line.npz --steps 5 --start 0.5,0 > map && cat line.csv
      """)
    let rows = result.output.split(separator: "\n").dropFirst()
    try #require(result.status == 0 && rows.count == 51, "\(result.errors)")
    let losses = rows.compactMap { $0.split(separator: ",").last.flatMap { Double(String($0)) } }
    let barrier = (losses.max() ?? 0) - max(losses[0], losses[50])
    let words = result.errors.split(separator: " ")
    #expect(
      words.first == "barrier" && Double(String(words[1])).map { abs($0 - barrier) < 1e-5 } == true)
    let start = try lines("ravine run --problem product --optimizer gd --steps 1 --format csv")
    #expect(Double(start[1][4]) == losses[0])
    let shown = try folder.bash("cat show map")
    #expect(shown.output.contains("101 from 0"), "\(shown.output)")
  }

  @Test func `draws the states of a map in characters and as a figure`() throws {
    let folder = try TemporaryDirectory()
    let options = "--problem diagonal --optimizer gd,sam --steps 200 --eta 0.01:1:9:log"
    let text = try bash("ravine sweep \(options) --format text")
    #expect(text.status == 0 && text.output.contains("diverged") && text.output.contains("sam"))
    let result = try folder.bash(
      """
      ravine sweep \(options) --rho 0.01:0.3:4 --format svg -o map.svg && grep -c '<svg' map.svg
      ravine sweep \(options) --axis p=20:40:3 --format text | grep -c diverged
      """)
    #expect(result.status == 0 && result.output.hasPrefix("1\n"))
  }

  @Test func `measures a threshold below which a run stays and above which it diverges`() throws {
    let options = "--problem sensing --optimizer usam,sam --steps 100"
    let result = try bash("ravine threshold \(options) --eta 0.05 --of rho --json | jq -c '.[]'")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(result.status == 0 && lines.count == 2)
    var thresholds: [Double] = []
    for line in lines {
      let text = try #require(line.split(separator: ":").last?.dropLast())
      thresholds.append(try #require(Double(String(text))))
    }
    #expect(thresholds[1] > 10 * thresholds[0])
    for (factor, isComplete) in [(0.999, true), (1.001, false)] {
      let run = try bash(
        """
        ravine run --problem sensing --optimizer usam --eta 0.05 --rho \(factor * thresholds[0]) \
          --steps 100 --format csv | tail -n +2 | wc -l
        """)
      let rows = try #require(Int(run.output.filter(\.isNumber)))
      #expect((rows == 101) == isComplete)
    }
    let table = try bash("ravine threshold --problem diagonal --rho 0.05:0.1:2 --steps 100")
    #expect(table.output.split(separator: "\n").count == 6)
  }
}
