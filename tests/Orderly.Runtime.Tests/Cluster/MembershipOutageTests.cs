using Microsoft.Extensions.Logging;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Submission;
using Orderly.Testing;

namespace Orderly.Runtime.Tests.Cluster;

public sealed class MembershipOutageTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_node_whose_membership_table_is_away_goes_on_and_serves_when_the_store_is_back()
    {
        await using var server = await PostgresServer.Start();
        var missed = new MissedTable();
        await using var node = await ClusterNode.Start(await server.CreateDatabase(), "a", missed);
        (await node.Runtime.Deployments.DeployAsync(Models.Bundle(Models.OneTask()), Caller.Operator("test"))).ShouldBeOfType<DeploymentOutcome.Deployed>();

        await server.StopImmediately();
        await missed.Seen.WaitAsync(Limit);
        await server.StartAgain();

        using var limit = new CancellationTokenSource(Limit);
        while (await Start(node) is not Reply.Accepted) await Task.Delay(50, limit.Token);
        node.Silo.Dead.IsCancellationRequested.ShouldBeFalse();
        node.Runtime.Fenced.IsCancellationRequested.ShouldBeFalse();
    }

    private static Task<Reply> Start(ClusterNode node) => node.Runtime.Submissions.StartAsync(new NewInstance("one-task", Models.Site), new Terms(Caller.Operator("test")));

    /// <summary>Orleans says in its log that it could not read or write its table.</summary>
    private sealed class MissedTable : ILoggerFactory, ILogger
    {
        private readonly TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => seen.Task;

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is Npgsql.NpgsqlException && logLevel >= LogLevel.Warning) seen.TrySetResult();
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
