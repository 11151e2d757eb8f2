using System.Xml.Linq;
using Orderly.Engine.Dmn;
using Orderly.Engine.Dmn.Checks;
using Orderly.Engine.Feel;

namespace Orderly.Simulator.Tests.Packs;

/// <summary>Each table against every combination of the values that its rows tell apart, and the unknown.</summary>
public sealed class TablesWithoutGapsTests
{
    private static readonly FeelValue[] Flag = [FeelValue.Of(true), FeelValue.Of(false), FeelValue.Null];

    private static readonly Dictionary<string, (string File, (string Name, FeelValue[] Values)[] Inputs)> Tables = new()
    {
        ["transport-mode"] = ("transport.dmn", [("disposition", Texts("Home", "SkilledNursing", "Psychiatric", "LawEnforcement", "Expired", "Other", null)), ("mobility", Texts("walks", "wheelchair", "stretcher", null)), ("oxygen", Flag), ("monitorOrVentilator", Flag), ("bariatric", Flag), ("isolation", Texts("contact", null))]),
        ["pharmacy-priority"] = ("pharmacy.dmn", [("bedDemanded", Flag), ("expectedAt", Texts("2026-06-09T13:00:00-04:00", "2026-06-09T18:00:00-04:00", null)), ("medicationCount", [FeelValue.Of(3), FeelValue.Of(10), FeelValue.Null]), ("highRiskDrug", Flag)]),
        ["follow-up-plan"] = ("follow-up.dmn", [("readmissionRisk", Texts("high", "low", null)), ("diagnosisGroup", Texts("HF", "COPD", "PNA", "AMI", "other", null)), ("phoneOnFile", Flag)]),
        ["discharge-anticipation"] = ("timing.dmn", [("pending", Flag)]),
        ["exit-target"] = ("timing.dmn", [("medicareInpatient", Flag), ("imGivenAt", Texts("2026-06-09T12:00:00-04:00", "2026-06-08T12:00:00-04:00", null))]),
        ["discharge-posting"] = ("posting.dmn", [("unit", Texts("5W", "6W", "7E", "ICU", "2N", "3N", "9Z"))]),
    };

    private static readonly Dictionary<string, (string File, (string Name, FeelValue[] Values)[] Inputs)> Collecting = new()
    {
        ["discharge-criteria"] = ("criteria.dmn", [("pendingCriticalResult", Flag), ("unsignedOrders", [FeelValue.Of(0), FeelValue.Of(2), FeelValue.Null]), ("unresolvedConsult", Flag), ("linePresent", Flag), ("homeWithLine", Flag), ("leavingAgainstAdvice", Flag)]),
        ["pharmacy-safety"] = ("pharmacy.dmn", [("drugClasses", [FeelValue.Of([FeelValue.Of("insulin")]), FeelValue.Of([]), FeelValue.Null]), ("medicationCount", [FeelValue.Of(3), FeelValue.Of(12)]), ("priorAuthorisationDrug", Flag), ("renalOrWeightFlag", Flag)]),
        ["discharge-unwind"] = ("unwind.dmn", [("exitedAt", Texts("2026-06-09T13:00:00-04:00", null)), ("bedState", Texts("dirty", "cleaning", "clean", null)), ("bedTakenBy", Texts("HP|V-2", null)), ("postingState", Texts("waiting", "running", "posted", null)), ("billState", Texts("dropped", "held", null)), ("gateD02", Texts("attested", null)), ("gateD12", Texts("attested", null)), ("gateD07", Texts("attested", null))]),
    };

    public static TheoryData<string> Files => [.. Directory.GetFiles(DischargePack.Folder, "*.dmn").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> SingleHit => [.. Tables.Keys];

    public static TheoryData<string> CollectHit => [.. Collecting.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_check_that_a_deployment_asks_finds_nothing_in_the_packs_tables(string file) => DmnCheck.Of(DischargePack.Decisions(file)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(SingleHit))]
    public void Table_answers_every_combination_and_no_row_is_hidden_by_those_above_it(string decision)
    {
        var (file, inputs) = Tables[decision];
        var model = DischargePack.Decisions(file);
        var reached = new HashSet<int>();
        foreach (var facts in Combinations(inputs))
        {
            var rows = Evaluate(model, decision, facts).Rows();
            rows.ShouldNotBeEmpty($"{decision} for {facts}");
            reached.Add(rows[0]);
        }
        reached.Order().ShouldBe(Enumerable.Range(1, RowsOf(file, decision)));
    }

    [Theory]
    [MemberData(nameof(CollectHit))]
    public void Collecting_table_evaluates_every_combination_and_each_row_is_met_by_some(string decision)
    {
        var (file, inputs) = Collecting[decision];
        var model = DischargePack.Decisions(file);
        var reached = Combinations(inputs).SelectMany(facts => Evaluate(model, decision, facts).Rows()).ToHashSet();

        reached.Order().ShouldBe(Enumerable.Range(1, RowsOf(file, decision)));
    }

    private static DmnOutcome Evaluate(DmnModel model, string decision, FeelContext facts)
    {
        var outcome = model.Evaluate(decision, facts, DischargePack.Environment);
        outcome.Failed.ShouldBeFalse($"{decision} for {facts}");
        return outcome;
    }

    private static int RowsOf(string file, string decision) => XElement.Load(DischargePack.Path(file)).Descendants()
        .Single(e => e.Name.LocalName == "decision" && e.Attribute("id")!.Value == decision).Descendants().Count(e => e.Name.LocalName == "rule");

    private static IEnumerable<FeelContext> Combinations((string Name, FeelValue[] Values)[] inputs) => inputs.Aggregate(
        (IEnumerable<FeelContext>)[FeelContext.Empty], (facts, input) => facts.SelectMany(known => input.Values.Select(value => known.With(input.Name, value))));

    private static FeelValue[] Texts(params string?[] texts) => [.. texts.Select(FeelValue.Of)];
}
