using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Web.Design;

namespace Orderly.Web.Cases.Unwinding;

/// <summary>What a cancelled case does about one piece of its work.</summary>
/// <param name="Work">Its code and what it is called.</param>
/// <param name="Whose">The role that acts, or whose it was; null where nobody has to do anything.</param>
/// <param name="Words">Why, and by when or by which inverse.</param>
public sealed record UnwindLine(StatusLook Treatment, string Work, string? Whose, string Words);

/// <summary>The case's variable <c>unwindPlan</c> as rows, in the order the plan has them: <c>{treatment, work, name, role, owner, inverse, preview, minutes, text}</c>.</summary>
internal static class UnwindPlan
{
    private const string Variable = "unwindPlan";

    /// <returns>None while nothing was cancelled.</returns>
    public static IReadOnlyList<UnwindLine> Of(IEnumerable<JournalEntry> entries, Func<string, string> roleName)
    {
        var set = entries.SelectMany(entry => entry.Events).OfType<VariablesSet>().LastOrDefault(set => set.Values.Names.Contains(Variable));
        return set?.Values[Variable] is FeelList plan ? [.. plan.Items.OfType<FeelContext>().Select(item => Line(item, roleName))] : [];
    }

    private static UnwindLine Line(FeelContext item, Func<string, string> roleName)
    {
        var (work, name) = (Text(item, "work"), Text(item, "name"));
        return new UnwindLine(
            Text(item, "treatment") switch
            {
                "cancelled" => StatusLook.Cancelled.Saying("Withdrawn"),
                "reversed" => StatusLook.Undoing.Saying("Reversed"),
                "kept" => StatusLook.Done.Saying("Kept"),
                "task" => StatusLook.Open.Saying("Someone's task"),
                var other => StatusLook.Waiting.Saying(other ?? "Not said"),
            },
            name is null || name == work ? work ?? "Not named" : $"{work} {name}",
            Text(item, "role") is { } role ? roleName(role) : null,
            string.Join(" · ", new[]
            {
                Text(item, "text"),
                Text(item, "inverse") is { } inverse ? $"by {inverse}" : null,
                item["preview"] is FeelContext preview ? Previewed(preview) : null,
                item["minutes"] is FeelNumber minutes ? $"within {minutes} min" : null,
            }.OfType<string>()));
    }

    /// <summary>What the ERP said it would do, before anyone let it.</summary>
    private static string? Previewed(FeelContext preview) =>
        Text(preview, "refused") is { } refusal ? $"the ERP would refuse: {refusal}" : Postings.Amount(preview) is { Length: > 0 } amount ? $"the ERP would book {amount}" : null;

    private static string? Text(FeelContext item, string name) => (item[name] as FeelString)?.Value is { Length: > 0 } text ? text : null;
}
