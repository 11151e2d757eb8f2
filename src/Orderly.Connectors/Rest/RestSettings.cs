using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using Orderly.Canonical.Outbound;
using Orderly.Connectors.Expressions;
using Orderly.Engine.Feel;

namespace Orderly.Connectors.Rest;

/// <summary>One REST connector as its file says.</summary>
internal sealed record RestSettings
{
    public required string Name { get; init; }

    public required Uri BaseUrl { get; init; }

    /// <summary>Networks it may reach; empty = any public address.</summary>
    public ImmutableArray<IPNetwork> AllowAddresses { get; init; } = [];

    public bool AllowPlainHttp { get; init; }

    /// <summary>Of one call, from asking for a connection to the last byte of the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public int Connections { get; init; } = 16;

    public int LongestResponse { get; init; } = 1_048_576;

    public string KeyHeader { get; init; } = "Idempotency-Key";

    public int BreakerFailures { get; init; } = 5;

    public TimeSpan BreakerOpenFor { get; init; } = TimeSpan.FromSeconds(30);

    public ImmutableArray<RestHeader> Headers { get; init; } = [];

    public required FrozenDictionary<string, RestOperation> Operations { get; init; }
}

internal sealed record RestHeader(string Name, TextTemplate Value);

internal sealed record RestOperation
{
    public required string Name { get; init; }

    public required RestRequest Request { get; init; }

    public required ConnectorTraits Traits { get; init; }

    /// <summary>Over <c>status</c>, <c>body</c>, <c>input</c> and <c>key</c>: what is kept of a 2xx answer. Null = the whole body.</summary>
    public FeelExpression? Response { get; init; }

    /// <summary>As <see cref="Response"/>, of a 4xx answer that refuses: for questions, where "no" is an answer. Null = a refusal is one.</summary>
    public FeelExpression? Refused { get; init; }

    public RestInquiry? Ask { get; init; }
}

internal sealed record RestRequest(HttpMethod Method, TextTemplate Path, ImmutableArray<RestHeader> Headers, FeelExpression? Body);

/// <summary>
/// How to ask by key. 404 means "did not act"; a 2xx means "acted", unless <paramref name="Found"/> (a boolean over
/// <c>status</c> and <c>body</c>) says otherwise, as for receivers that answer with an empty list.
/// </summary>
internal sealed record RestInquiry(RestRequest Request, FeelExpression? Found, FeelExpression? Response);
