using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Runtime.Cluster;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Ownership;

namespace Orderly.Runtime.Tests.Cluster;

public sealed class CallJsonTests
{
    private static readonly FeelContext Values = FeelContext.Empty.With("bed", FeelValue.Of("501")).With("at", FeelValue.Of(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero)));

    public static TheoryData<Command> Commands =>
    [
        new Engine.Process.StartInstance("p", 2, 1, "B1", Values),
        new CompleteTask(new TaskId(Guid.CreateVersion7()), Values, "done", 3),
        new CompleteJob(new JobId(Guid.CreateVersion7()), Values),
        new CompleteJob(new JobId(Guid.CreateVersion7()), FeelContext.Empty, new(Denied: true, "not on shift")),
        new CompleteJob(new JobId(Guid.CreateVersion7()), FeelContext.Empty, new(Denied: false, Corrections: new() { Assignee = "", NoDue = true, Priority = 80 })),
        new EffectSucceeded(new CallId(Guid.CreateVersion7()), Values),
        new ConfirmCall(new IncidentId(Guid.CreateVersion7()), Values, "Found as D1"),
        new ResendCall(new IncidentId(Guid.CreateVersion7()), "Not in the ledger"),
        new FireTimer(new TimerId(Guid.CreateVersion7())),
        new HoldTask(new TaskId(Guid.CreateVersion7()), "NoStaff", new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero)),
    ];

    [Theory, MemberData(nameof(Commands))]
    public void A_call_comes_back_as_it_was_sent(Command command)
    {
        var terms = new Terms(Caller.Person("nina")) { Key = OwnerTests.Key("k", "x"), ExpectedVersion = 4 };

        var read = CallJson.ReadCall(CallJson.WriteCall(command, terms, new JobRetry(2, 77)));

        read.Command.ShouldBe(command);
        read.Terms.By.ShouldBe(terms.By);
        read.Terms.ExpectedVersion.ShouldBe(4);
        read.Terms.Key!.RequestHash.ToArray().ShouldBe(terms.Key.RequestHash.ToArray());
        read.Retry.ShouldBe(new JobRetry(2, 77));
    }

    [Fact]
    public void Replies_come_back_as_they_were()
    {
        foreach (var reply in new Reply[]
        {
            new Reply.Accepted(Guid.CreateVersion7(), 3) { Replayed = true }, new Reply.Rejected("C", "Expected X, but Y"), new Reply.Denied("d"),
            new Reply.NotFound("n"), new Reply.Conflict("c", 5), new Reply.KeyReused("k"), new Reply.InProgress(), new Reply.Unavailable("u"),
            new Reply.Quarantined(Guid.CreateVersion7(), Guid.CreateVersion7(), "q"),
        })
            CallJson.ReadReply(CallJson.WriteReply(reply)).ShouldBe(reply);
    }
}
