using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Tests.Nodes;

public sealed class OneNodeTests(Stores stores)
{
    [Theory, OnEveryStore]
    public async Task An_instance_runs_from_start_to_end_and_its_rows_follow(StoreKind kind)
    {
        await using var store = await stores.Open(kind);
        await using var node = await RuntimeNode.StartAsync(new NodeSettings(store) { Name = "a" });
        var deployed = await node.Deployments.DeployAsync(Models.Bundle(Models.OneTask()), Caller.Operator("test"));
        deployed.ShouldBeOfType<DeploymentOutcome.Deployed>(deployed.ToString());

        var started = (await node.Submissions.StartAsync(new NewInstance("one-task", Models.Site), new Terms(Caller.Operator("test")))).ShouldBeOfType<Reply.Accepted>();
        var task = (await store.Read.Work.OfInstances([started.Instance])).ShouldHaveSingleItem();
        task.Open.ShouldBeTrue();
        (await node.Submissions.OnTaskAsync(new ClaimTask(new TaskId(task.Id)), new Terms(Caller.Person(Models.Nurse)))).ShouldBeOfType<Reply.Accepted>();
        (await node.Submissions.OnTaskAsync(new CompleteTask(new TaskId(task.Id), FeelContext.Empty), new Terms(Caller.Person(Models.Nurse)))).ShouldBeOfType<Reply.Accepted>();

        (await store.Read.Work.Task(task.Id))!.State.ShouldBe((short)TaskState.Completed);
        (await store.Read.Instances.Head(started.Instance))!.Status.ShouldBe((short)StatusCode.Completed);
    }

    [Theory, OnEveryStore]
    public async Task A_node_that_starts_again_knows_definitions_and_instances(StoreKind kind)
    {
        var place = await stores.NewPlace(kind);
        Guid task;
        await using (var store = await Stores.Open(kind, place))
        {
            await using var node = await RuntimeNode.StartAsync(new NodeSettings(store) { Name = "a" });
            await node.Deployments.DeployAsync(Models.Bundle(Models.OneTask()), Caller.Operator("test"));
            var started = (Reply.Accepted)await node.Submissions.StartAsync(new NewInstance("one-task", Models.Site), new Terms(Caller.Operator("test")));
            task = (await store.Read.Work.OfInstances([started.Instance])).Single().Id;
        }

        await using var again = await Stores.Open(kind, place);
        await using var second = await RuntimeNode.StartAsync(new NodeSettings(again) { Name = "a" });
        second.World.Now.World.FindProcess("one-task").ShouldNotBeNull();
        (await second.Submissions.OnTaskAsync(new ClaimTask(new TaskId(task)), new Terms(Caller.Person(Models.Nurse)))).ShouldBeOfType<Reply.Accepted>();
    }
}
