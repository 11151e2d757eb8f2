namespace Orderly.Journal.Database;

/// <summary>Reads by a named statement of the <c>Sql</c> folder.</summary>
internal interface IQueries
{
    ValueTask<List<T>> Query<T>(string statement, Action<IArguments> bind, Func<IRow, T> map, CancellationToken cancel = default);
}

/// <summary>What differs between SQLite and PostgreSQL, and nothing else: both run the same commit and the same reads over it.</summary>
internal interface IDatabase : IQueries, IAsyncDisposable
{
    Dialect Dialect { get; }

    /// <summary>Begins a write transaction. SQLite has one at a time.</summary>
    ValueTask<ITransaction> Begin(CancellationToken cancel = default);

    /// <summary>As <see cref="Begin"/>, for the batches of a writer, which come one after the other.</summary>
    ValueTask<ITransaction> BeginBatch(CancellationToken cancel = default);

    /// <summary>Reads without keeping the rows, for results that may be as large as the store.</summary>
    ValueTask Each(string statement, Action<IRow> row, CancellationToken cancel = default);
}

/// <summary>Disposed without <see cref="Commit"/>, it rolls back.</summary>
internal interface ITransaction : IQueries, IAsyncDisposable
{
    /// <summary>Runs the statement for all rows; may go out only with <see cref="Send"/>, the next query or the commit.</summary>
    ValueTask Write<T>(string statement, IReadOnlyList<T> rows, Action<IArguments, T> bind);

    /// <summary>As <see cref="Write"/>, and passes on what it returned, in no order, once it has gone out.</summary>
    ValueTask WriteReturning<T>(string statement, IReadOnlyList<T> rows, Action<IArguments, T> bind, Action<IRow> returned);

    /// <summary>Whatever is held goes out in one round trip, and what it returns has been passed on afterwards.</summary>
    ValueTask Send();

    /// <summary>Several statements without arguments, as a migration file holds them.</summary>
    ValueTask Script(string sql);

    /// <summary>µs UTC by the store's own clock, which leases are measured on.</summary>
    ValueTask<long> Clock();

    /// <summary>Throws <see cref="CommitCutOffException"/> when it cannot tell whether the commit reached the disk.</summary>
    ValueTask Commit();

    /// <summary>
    /// Commits in the same go, provided that every <see cref="WriteReturning"/> returned as many rows as it was given. Otherwise
    /// nothing is committed and the answer is false. What was returned is not passed on. Throws as <see cref="Commit"/> does.
    /// </summary>
    ValueTask<bool> CommitIfAllReturned();
}

internal sealed class CommitCutOffException(Exception cause) : Exception(cause.Message, cause);
