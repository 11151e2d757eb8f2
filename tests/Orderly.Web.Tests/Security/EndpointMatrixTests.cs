using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Security;

/// <summary>
/// Who may reach what, in a file people can read. An endpoint that is new, gone, or open to someone else fails here until
/// the file says so too.
/// </summary>
public sealed class EndpointMatrixTests(WebHost host) : IClassFixture<WebHost>
{
    private static readonly (string Name, Claim[] Claims)[] Callers =
    [
        ("nobody", []), ("no-role", [Kind("person")]), ("bedside-nurse", [Kind("person"), Role("bedside-nurse")]), ("unit-coordinator", [Kind("person"), Role("unit-coordinator")]),
        ("integration-engineer", [Kind("person"), Role("integration-engineer")]), ("worker", [Kind("worker")]), ("operator", [Kind("operator")]),
    ];

    [Fact]
    public async Task Every_endpoint_is_open_to_exactly_whom_the_matrix_names()
    {
        var lines = new List<string>();
        foreach (var endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"];
            var open = new List<string>();
            foreach (var (name, claims) in Callers)
            {
                if (await MayReach(endpoint, claims))
                {
                    open.Add(name);
                }
            }

            lines.Add($"{string.Join(',', methods),-5} {"/" + endpoint.RoutePattern.RawText?.TrimStart('/'),-46} {string.Join(' ', open)}".TrimEnd());
        }

        lines.Sort(StringComparer.Ordinal);
        var expected = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Security", "endpoint-matrix.txt"))).Where(line => line.Length > 0 && line[0] != '#').ToList();
        lines.Distinct().ShouldBe(expected, customMessage: string.Join('\n', lines.Distinct()));
    }

    private async Task<bool> MayReach(RouteEndpoint endpoint, Claim[] claims)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return true;
        }

        await using var scope = host.Services.CreateAsyncScope();
        var policies = scope.ServiceProvider.GetRequiredService<IAuthorizationPolicyProvider>();
        var asked = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>();
        var policy = await AuthorizationPolicy.CombineAsync(policies, asked) ?? await policies.GetFallbackPolicyAsync();
        var caller = new ClaimsPrincipal(claims.Length == 0 ? new ClaimsIdentity() : new ClaimsIdentity(claims, "test", "sub", "role"));
        return policy is null || (await scope.ServiceProvider.GetRequiredService<IAuthorizationService>().AuthorizeAsync(caller, policy)).Succeeded;
    }

    private static Claim Kind(string kind) => new("kind", kind);

    private static Claim Role(string role) => new("role", role);
}
