using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;
using Orderly.Runtime.Cluster;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;
using Orleans.Hosting;

namespace Orderly.Runtime.Tests.Cluster;

public sealed class SiloTests(Stores stores)
{
    [Fact]
    public async Task Commands_reach_the_owner_through_its_grain()
    {
        await using var store = await stores.Open(StoreKind.Sqlite);
        using var host = new HostBuilder().UseOrleans(silo => silo.AsOnlyNode(FreePort())).Build();
        await host.StartAsync();
        await using (var node = await RuntimeNode.StartAsync(new NodeSettings(store) { Name = "a", Grains = host.Services.GetRequiredService<IGrainFactory>() }))
        {
            host.Services.GetRequiredService<NodeOfSilo>().Set(node);
            await node.Deployments.DeployAsync(Models.Bundle(Models.OneTask()), Caller.Operator("test"));

            var started = (await node.Submissions.StartAsync(new NewInstance("one-task", Models.Site), new Terms(Caller.Operator("test")))).ShouldBeOfType<Reply.Accepted>();
            var task = new TaskId((await store.Read.Work.OfInstances([started.Instance])).Single().Id);
            (await node.Submissions.OnTaskAsync(new ClaimTask(task), new Terms(Caller.Person(Models.Nurse)))).ShouldBeOfType<Reply.Accepted>();
            (await node.Submissions.OnTaskAsync(new CompleteTask(task, FeelContext.Empty), new Terms(Caller.Person(Models.Nurse)))).ShouldBeOfType<Reply.Accepted>();

            (await store.Read.Instances.Head(started.Instance))!.Status.ShouldBe((short)StatusCode.Completed);
        }
        await host.StopAsync();
    }

    [Fact]
    public void A_silo_on_a_public_address_is_refused()
    {
        Action build = () => new HostBuilder().UseOrleans(silo => silo.AsNodeOf("Host=db", new SiloEndpoint(IPAddress.Parse("203.0.113.7"), 11111))).Build().Dispose();

        Should.Throw<ArgumentException>(build).Message.ShouldContain("private interface");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
