using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;

namespace Orderly.Web.Tests.Cases;

public sealed class PostingsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 9, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Document_shows_its_number_its_amount_the_task_it_is_for_and_what_would_undo_it()
    {
        var cost = Booked("PostCost", Context(("task", "D16")), "CP-000001", "k-1", inverse: "ReverseCost");

        var row = Postings.Of(cost, "Post cost", null, [cost]);

        row.Detail.ShouldBe("PostCost · erp · for D16 · undo: ReverseCost");
        row.Status.ShouldBe(StatusLook.Done.Saying("CP-000001"));
        row.Amount.ShouldBe("42.00");
    }

    [Fact]
    public void Document_that_another_reversed_says_which()
    {
        var cost = Booked("PostCost", Context(("task", "D16")), "CP-000001", "k-1", inverse: "ReverseCost");
        var reversal = Booked("ReverseCost", Context(("task", "D16")), "RV-000001", "k-2", reverses: "k-1");

        Postings.Of(cost, "Post cost", null, [cost, reversal]).Status.ShouldBe(StatusLook.Undoing.Saying("CP-000001, undone by RV-000001"));
        Postings.Of(reversal, "Reverse cost", null, [cost, reversal]).Status.ShouldBe(StatusLook.Done.Saying("RV-000001"));
    }

    private static CallTrace Booked(string operation, FeelContext correlation, string number, string key, string? inverse = null, string? reverses = null)
    {
        var input = FeelContext.Of([KeyValuePair.Create("correlation", (FeelValue)correlation), KeyValuePair.Create("reverses", FeelValue.Of(reverses))]);
        var call = new CallTrace(new CallRequested(new CallId(Guid.CreateVersion7()), default, operation, "erp", operation, input, null, null, inverse), Noon);
        var value = FeelContext.Of([KeyValuePair.Create("amount", FeelValue.Of(42.00m))]);
        call.End(CallEnd.Done, Noon.AddMinutes(1), result: FeelContext.Of([KeyValuePair.Create("number", FeelValue.Of(number)), KeyValuePair.Create("key", FeelValue.Of(key)), KeyValuePair.Create("value", (FeelValue)value)]));
        return call;
    }

    private static FeelContext Context(params (string Name, string Text)[] members) =>
        FeelContext.Of(members.Select(member => KeyValuePair.Create(member.Name, FeelValue.Of(member.Text))));
}
