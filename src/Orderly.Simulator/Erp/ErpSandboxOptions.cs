namespace Orderly.Simulator.Erp;

/// <summary>How an ERP sandbox is started.</summary>
public sealed class ErpSandboxOptions
{
    /// <summary>Bearer token every caller must present.</summary>
    public required string Token { get; init; }

    /// <summary>Loopback port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Append-only file that holds every booked document, flushed to disk before the answer. Null keeps the
    /// books in memory only. An existing file is read back, so the sandbox can be killed and started again.
    /// </summary>
    public string? BooksPath { get; init; }

    /// <summary>Stamps documents; the time of booking is evidence, not a due date.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
