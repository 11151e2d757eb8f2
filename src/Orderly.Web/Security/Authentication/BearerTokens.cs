using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orderly.Web.Security.Authentication;

/// <summary>A program that may call the API. Only the token's SHA-256 is configured: a leaked configuration opens nothing.</summary>
/// <param name="Id">Named in audit, and the scope of the client's idempotency keys.</param>
/// <param name="TokenSha256">64 hex digits.</param>
/// <param name="Person">Set when the token speaks for a person; that person's bindings then decide.</param>
public sealed record ApiClient(string Id, string TokenSha256, ApiClientKind Kind, string? Person = null)
{
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

public enum ApiClientKind
{
    /// <summary>Jobs, messages, starts.</summary>
    Worker,

    /// <summary>Deployments and repairs.</summary>
    Operator,

    /// <summary>What the named person may do.</summary>
    Person,
}

internal sealed class BearerTokenOptions : AuthenticationSchemeOptions
{
    public IReadOnlyList<ApiClient> Clients { get; set; } = [];
}

internal sealed class BearerTokens(IOptionsMonitor<BearerTokenOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<BearerTokenOptions>(options, logger, encoder)
{
    public const string SchemeName = "bearer";

    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var given = Encoding.ASCII.GetBytes(ApiClient.Hash(header[Prefix.Length..].Trim()));
        // Every client is compared in full, so that the time taken tells nothing.
        ApiClient? found = null;
        foreach (var client in Options.Clients)
        {
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(client.TokenSha256.ToLowerInvariant())))
            {
                found = client;
            }
        }

        return Task.FromResult(found is null
            ? AuthenticateResult.Fail("Expected the token of a known client, but it is none")
            : AuthenticateResult.Success(new AuthenticationTicket(Principal(found), SchemeName)));
    }

    private static ClaimsPrincipal Principal(ApiClient client) => new(new ClaimsIdentity(
        [
            new Claim(Claims.Subject, client.Kind == ApiClientKind.Person ? client.Person ?? client.Id : client.Id),
            new Claim(Claims.Kind, client.Kind switch
            {
                ApiClientKind.Worker => Claims.WorkerKind,
                ApiClientKind.Operator => Claims.OperatorKind,
                _ => Claims.PersonKind,
            }),
        ],
        SchemeName,
        Claims.Subject,
        Claims.Role));
}
