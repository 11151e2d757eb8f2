using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orderly.Runtime.Cluster;

/// <summary>What Orleans would end the process for at once. The process ends by itself instead, with what it holds given back.</summary>
internal sealed class SiloDeath(ILogger<SiloDeath> log) : IFatalErrorHandler, IDisposable
{
    private readonly CancellationTokenSource dead = new();

    public CancellationToken Token => dead.Token;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        RuntimeLog.SiloDied(log, context ?? "no reason was given", exception);
        // Whoever waits must not run on the silo's own thread.
        _ = dead.CancelAsync();
    }

    public void Dispose() => dead.Dispose();
}
