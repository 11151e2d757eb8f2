using System.Globalization;
using System.Text.Json;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Rehearsal;

/// <summary>Compares what a script's step expects with how things stand: the same for a rehearsal and for the served product.</summary>
public static class Expectations
{
    /// <summary>What is not as expected, each as "Step N: expected X, but Y".</summary>
    public static IEnumerable<string> Unmet(ScriptStep step, Standing standing)
    {
        if (step.Expected is not { } expected)
            return [];
        return expected.EnumerateObject().SelectMany(property => Compare(property, standing)).Select(unmet => $"Step {step.Number}: expected {unmet}").ToList();
    }

    private static IEnumerable<string> Compare(JsonProperty expected, Standing standing)
    {
        var (value, first) = (expected.Value, standing.Instances[0]);
        return expected.Name switch
        {
            "open" => Same("open tasks", value, All(standing, state => state.Tasks.InOrder().Select(task => task.Element)), sorted: true),
            "has" => Holds("open tasks", value, All(standing, state => state.Tasks.InOrder().Select(task => task.Element))),
            "jobs" => Same("jobs", value, All(standing, state => state.Jobs.InOrder().Select(job => job.Target)), sorted: true),
            "calls" => Same("calls", value, All(standing, state => state.Calls.InOrder().Select(call => call.Operation)), sorted: false),
            "incidents" => Same("incidents", value, All(standing, state => state.Incidents.InOrder().Select(incident => incident.ElementId)), sorted: true),
            "rungs" => Same("rungs", value, standing.Rungs.Select(rung => string.Create(CultureInfo.InvariantCulture, $"{rung.At.TotalMinutes:0.##} {rung.Element} L{rung.Level}")), sorted: false),
            "bands" => Holds("ready-time bands", value, first.Tasks.InOrder().Select(task => $"{task.Element} {task.FollowUp:HH:mm}-{task.Due:HH:mm}")),
            "targets" => Targets(value, first),
            "plan" => Same("the unwind plan", value, Plan(first), sorted: false),
            "planned" => Holds("the unwind plan", value, Plan(first)),
            "status" => Status(value.ToString(), first.Status.ToString()),
            "variables" => Variables(value, first),
            var other => throw new InvalidOperationException($"Expected '{other}' to be refused when the script was read"),
        };
    }

    private static IEnumerable<string> All(Standing standing, Func<InstanceState, IEnumerable<string>> what) => standing.Instances.SelectMany(what);

    private static IEnumerable<string> Same(string what, JsonElement expected, IEnumerable<string> actual, bool sorted)
    {
        var (wanted, found) = (Line(Texts(expected), sorted), Line(actual, sorted));
        if (wanted != found)
            yield return $"{what} [{wanted}], but they are [{found}]";
    }

    private static IEnumerable<string> Holds(string what, JsonElement expected, IEnumerable<string> actual)
    {
        var all = actual.ToList();
        if (Texts(expected).Except(all).ToList() is { Count: > 0 } missing)
            yield return $"{what} to have [{Line(missing, sorted: false)}], but they are [{Line(all, sorted: false)}]";
    }

    private static IEnumerable<string> Status(string wanted, string found)
    {
        if (!string.Equals(wanted, found, StringComparison.OrdinalIgnoreCase))
            yield return $"status {wanted}, but it is {found}";
    }

    /// <summary>Minutes, to a thousandth.</summary>
    private static IEnumerable<string> Targets(JsonElement expected, InstanceState state)
    {
        foreach (var property in expected.EnumerateObject())
        {
            var targets = state.Clocks.InOrder().Where(clock => clock.Element == property.Name).Select(clock => clock.Target.TotalMinutes).ToList();
            if (targets is not [var minutes] || Math.Abs(minutes - property.Value.GetDouble()) > 0.001)
                yield return $"a clock of {property.Value.GetRawText()} minutes on '{property.Name}', but there are [{string.Join(", ", targets.Select(target => target.ToString(CultureInfo.InvariantCulture)))}]";
        }
    }

    private static IEnumerable<string> Variables(JsonElement expected, InstanceState state)
    {
        foreach (var property in expected.EnumerateObject())
        {
            var found = Variable(state, property.Name);
            if (!Comparable(found).Equals(Comparable(FeelJson.FromPlain(property.Value))))
                yield return $"variable '{property.Name}' to be {property.Value.GetRawText()}, but it is {FeelJson.ToPlain(found).GetRawText()}";
        }
    }

    /// <summary>A line an item: treatment, work, and the inverse that undoes it or else the role whose it is.</summary>
    private static IEnumerable<string> Plan(InstanceState state) => ((Variable(state, "unwindPlan") as FeelList)?.Items ?? []).OfType<FeelContext>()
        .Select(item => string.Join(' ', new[] { item["treatment"], item["work"], item["inverse"].IsNull ? item["role"] : item["inverse"] }.OfType<FeelString>().Select(text => text.Value)));

    private static FeelValue Variable(InstanceState state, string name) => state.Variables?.TryGet(name, out var value) == true ? value : FeelValue.Null;

    /// <summary>The same instant is the same whatever zone its sender writes it in, as a text or as a time.</summary>
    private static FeelValue Comparable(FeelValue value) =>
        DateTimeOffset.TryParseExact(value is FeelString text ? text.Value : value.ToString(), "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? FeelValue.Of(at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture))
            : value;

    private static IEnumerable<string> Texts(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(item => item.ToString()) : [list.ToString()];

    private static string Line(IEnumerable<string> texts, bool sorted) => string.Join(", ", sorted ? texts.Order(StringComparer.Ordinal) : texts);
}
