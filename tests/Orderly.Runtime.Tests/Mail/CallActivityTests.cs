using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Mail;

public sealed class CallActivityTests
{
    [Fact]
    public async Task A_called_instance_runs_and_answers_its_caller()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTask("called"), Models.Calls("called"));
        var caller = hospital.Start(node, "caller");
        hospital.Until(() => hospital.Case(caller).Count == 2, TimeSpan.FromSeconds(3));
        var child = hospital.Case(caller).Single(row => row.Id != caller).Id;

        var task = hospital.Tasks(child).Single().Id;
        hospital.ClaimTask(node, task).ShouldBeOfType<Reply.Accepted>();
        hospital.CompleteTask(node, task).ShouldBeOfType<Reply.Accepted>();

        hospital.Until(() => hospital.Status(caller) == StatusCode.Completed, TimeSpan.FromSeconds(3));
        hospital.Status(child).ShouldBe(StatusCode.Completed);
    }

    [Fact]
    public async Task A_cancelled_caller_ends_only_after_the_called_instance_has()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTask("called"), Models.Calls("called"));
        var caller = hospital.Start(node, "caller");
        hospital.Until(() => hospital.Case(caller).Count == 2, TimeSpan.FromSeconds(3));
        var child = hospital.Case(caller).Single(row => row.Id != caller).Id;

        hospital.Complete(node.Run(() => node.Runtime.Submissions.CommandAsync(
            caller, new Engine.Process.CancelInstance("A13"), new Terms(Caller.Operator("test"))))).ShouldBeOfType<Reply.Accepted>();

        hospital.Until(() => hospital.Status(caller) == StatusCode.Cancelled, TimeSpan.FromSeconds(3));
        hospital.Status(child).ShouldBe(StatusCode.Cancelled);
        hospital.Tasks(child).ShouldAllBe(task => !task.Open);
    }

    [Fact]
    public async Task A_caller_cancelled_in_the_commit_after_its_call_leaves_no_child_behind()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Models.OneTask("called"), Models.Calls("called"));
        var caller = hospital.NewId();
        var start = node.Run(() => node.Runtime.Submissions.StartAsync(new NewInstance("caller", Models.Site) { Instance = caller }, new Terms(Caller.Operator("test"))));
        var cancel = node.Run(() => node.Runtime.Submissions.CommandAsync(caller, new Engine.Process.CancelInstance("at once"), new Terms(Caller.Operator("test"))));
        hospital.Complete(start);
        var reply = hospital.Complete(cancel);

        hospital.Pass(TimeSpan.FromSeconds(10));

        reply.ShouldBeOfType<Reply.Accepted>();
        hospital.Status(caller).ShouldBe(StatusCode.Cancelled);
        hospital.Case(caller).ShouldAllBe(row => row.Ended != null);
    }
}
