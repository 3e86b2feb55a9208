import Foundation
import TestSupport
import Testing

private let python = pythonInterpreter(with: "pandas")

@Suite(.blocking) struct `Other programs read the data` {
  @Test(.enabled(if: python != nil), arguments: ["xy1-three-stops", "quad-split", "any-rho"])
  func `pandas: csv and jsonl have the same doubles`(_ lesson: String) throws {
    let result = try bash(
      """
      ravine run \(lesson) > a.csv && ravine run \(lesson) --format jsonl > a.jsonl
      \(python ?? "") - <<'PYTHON'
      import json, struct, pandas
      table = pandas.read_csv('a.csv', float_precision='round_trip')
      lines = [json.loads(line) for line in open('a.jsonl')]
      head, rows = lines[0], lines[1:]
      assert head['schema'] and head['scenario'] == '\(lesson)', head
      assert len(table) == len(rows) > 100
      assert list(table.columns) == list(rows[0]), rows[0]
      bits = lambda value: struct.pack('d', value)
      numbers = list(table.columns[4:12])
      for name in table.columns:
          for left, right in zip(table[name], (row[name] for row in rows)):
              if name in numbers:
                  right = float('nan') if right is None else float(right)
                  assert bits(float(left)) == bits(right), (name, left, right)
              else:
                  assert left == right, (name, left, right)
      print(len(rows), 'equal rows')
      PYTHON
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("equal rows"))
  }

  /// Eight processes with one core each, compared with one process.
  @Test(.enabled(if: works("parallel --version | grep -q '^GNU'")))
  func `GNU parallel: eight shards merge to the whole map`() throws {
    let map = "sweep quad-split --eta 0.01:0.2:24 --rho 0:0.5:12"
    let result = try bash(
      """
      "$ravine" \(map) -o whole.csv
      parallel "$ravine" \(map) --cores 1 --shard {}/8 -o {}.csv ::: 1 2 3 4 5 6 7 8
      [ "$(ls [1-8].csv | wc -l)" = 8 ]
      "$ravine" sweep --merge 8.csv 2.csv 7.csv 1.csv 3.csv 6.csv 4.csv 5.csv -o merged.csv
      cmp merged.csv whole.csv && wc -l < whole.csv
      """)
    #expect(result.status == 0 && result.output == "601\n", "\(result.output)\(result.errors)")
  }

  @Test(.enabled(if: python != nil))
  func `pandas: the shards of a map are the whole map`() throws {
    let map = "ravine sweep quad-split --eta 0.01:0.2:24 --rho 0:0.5:12"
    let result = try bash(
      """
      \(map) > whole.csv
      for i in 1 2 3; do \(map) --shard $i/3 > $i.csv; done
      ravine sweep --merge 3.csv 1.csv 2.csv | cmp - whole.csv
      \(python ?? "") - <<'PYTHON'
      import pandas
      read = lambda name: pandas.read_csv(name, float_precision='round_trip')
      whole, parts = read('whole.csv'), pandas.concat(map(read, ['1.csv', '2.csv', '3.csv']))
      shards = parts.pop('shard')
      assert sorted(set(shards.str.split(':').str[0])) == ['1/3', '2/3', '3/3'], set(shards)
      # GD has no ρ, and so one row per η.
      assert whole[whole.run == 'gd'].rho.isna().all() and whole.rho.notna().sum() == 2 * 24 * 12
      keys = ['run', 'eta', 'rho']
      assert len(whole) == 24 + 2 * 24 * 12
      order = lambda table: table.sort_values(keys).reset_index(drop=True)
      assert order(whole).equals(order(parts))
      PYTHON
      """)
    #expect(result.status == 0 && result.output.isEmpty, "\(result.errors)")
  }

  @Test(
    .enabled(if: works("jq --version")),
    arguments: [
      (
        "list scenarios --json", "length > 40 and all(.[]; .id and .title and (.runs | length > 0))"
      ),
      ("list surfaces --json", "length > 20 and all(.[]; .id and .formula)"),
      ("list optimizers --json", "map(.id) | contains([\"gd\", \"sam\", \"usam\"])"),
      ("list keys --json", "any(.[]; .id == \"quit\" and (.keys | contains([\"q\"])))"),
      ("check quad-split --json", "(.claims | length > 0) and all(.claims[]; .holds)"),
      (
        "check quad-split --json",
        "all(.claims[]; .scenario == \"quad-split\" and has(\"measured\"))"
      ),
      ("show sam --json", ".id == \"sam\" and any(.knobs[]; .id == \"rho\")"),
      ("show ring --json", ".id == \"ring\" and (.start | length == 2)"),
      (
        "show --surface \"x^2 + 10*y^2\" --start 2,1 --json",
        ".at.loss == 14 and .at.gradient == [4, 20] and .at.eigenvalues == [20, 2]"
      ),
      ("show xy1-three-stops --json", ".id == \"xy1-three-stops\" and (.claims | length > 0)"),
      ("doctor --json", ".version and .full_screen"),
    ])
  func `jq: JSON has the expected fields`(_ command: String, _ condition: String) throws {
    let result = try bash("ravine \(command) | jq -e '\(condition)'")
    #expect(result.status == 0 && result.output == "true\n", "\(result.output)\(result.errors)")
  }

  @Test(.enabled(if: works("jq --version")))
  func `jq: every line of jsonl is JSON`() throws {
    let result = try bash(
      """
      ravine run xy1-three-stops --format jsonl | jq -r 'select(.step == 412) | [.run, .loss] | @csv'
      ravine run xy1-three-stops | awk -F, '$3 == 412 {print $1 "," $9}'
      """)
    let lines = result.lines.map { $0.replacing("\"", with: "").split(separator: ",") }
    try #require(lines.count == 6)
    for (left, right) in zip(lines.prefix(3), lines.suffix(3)) {
      #expect(left[0] == right[0] && Double(left[1]) == Double(right[1]))
    }
  }
}
