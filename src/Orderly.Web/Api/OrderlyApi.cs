using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orderly.Web.Api.Activations;
using Orderly.Web.Api.Census;
using Orderly.Web.Api.Clock;
using Orderly.Web.Api.Conditions;
using Orderly.Web.Api.Decisions;
using Orderly.Web.Api.Deployments;
using Orderly.Web.Api.Escalations;
using Orderly.Web.Api.Forms;
using Orderly.Web.Api.Incidents;
using Orderly.Web.Api.Instances;
using Orderly.Web.Api.Jobs;
using Orderly.Web.Api.Messages;
using Orderly.Web.Api.Tasks;
using Orderly.Web.Security;

namespace Orderly.Web.Api;

/// <summary>The HTTP API, version 1: one folder a feature, routes on top of each file.</summary>
internal static class OrderlyApi
{
    private const string LimitPolicy = "api";

    public static void AddOrderlyApi(this IServiceCollection services, OrderlyWebOptions options)
    {
        services.AddOpenApi("v1", openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Orderly", Version = "v1", Description = "Start and follow processes, work on tasks and jobs, read messages. Refusals are RFC 9457 problems with a stable type." };
            return Task.CompletedTask;
        }));
        // A body that cannot be read is explained by FaultPages instead of answered with a bare status.
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.RespectNullableAnnotations = true;
        });
        services.AddSingleton<TaskChanges>();
        services.AddSingleton<DecisionAsking>();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "1";
                return ValueTask.CompletedTask;
            };
            limiter.AddPolicy(LimitPolicy, http => RateLimitPartition.GetTokenBucketLimiter(
                http.User.FindFirst(Claims.Subject)?.Value ?? http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = options.ApiRequestsPerSecond,
                    TokensPerPeriod = options.ApiRequestsPerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                }));
        });
    }

    public static void MapOrderlyApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        var api = routes.MapGroup("/api/v1").RequireRateLimiting(LimitPolicy).RequireAuthorization(Policies.Caller).AddEndpointFilter<SameOriginCheck>();
        api.MapDeployments();
        api.MapDecisions();
        api.MapInstances();
        api.MapOperations();
        api.MapRepairs();
        api.MapTasks();
        api.MapForms();
        api.MapJobs();
        api.MapProcessMessages();
        api.MapConditions();
        api.MapInbox();
        api.MapActivations();
        api.MapCensus();
        api.MapIncidentsApi();
        api.MapEscalations();
        api.MapClock();
    }
}
