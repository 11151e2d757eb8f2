using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orderly.Journal;
using Orderly.Runtime.Nodes;
using Orderly.Web.Activation;
using Orderly.Web.Api;
using Orderly.Web.Assets;
using Orderly.Web.Beds;
using Orderly.Web.Boards;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Listing;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;
using Orderly.Web.Escalations;
using Orderly.Web.Incidents;
using Orderly.Web.Layout;
using Orderly.Web.Live;
using Orderly.Web.Messages;
using Orderly.Web.Messages.Outgoing;
using Orderly.Web.Security;
using Orderly.Web.Security.Authentication;
using Orderly.Web.SignIn;
using Orderly.Web.Sources;
using Orderly.Web.Worklist;

namespace Orderly.Web;

/// <summary>
/// The pages and the API as one part of a host. The host brings the store and the running node (<see cref="IStore"/> and
/// <see cref="RuntimeNode"/> as singletons) and says where to listen.
/// </summary>
public static class OrderlyWeb
{
    /// <exception cref="InvalidOperationException">Options that must not stand together; the message names the one to change.</exception>
    public static IServiceCollection AddOrderlyWeb(this IServiceCollection services, OrderlyWebOptions options)
    {
        options.Validate();
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddRazorComponents();
        services.AddSessionAndTokens(options);
        services.AddOrderlyPolicies(options.Sight);
        services.AddScoped<Microsoft.AspNetCore.Authentication.IClaimsTransformation, PersonRoles>();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = Session.CookieName(options, "form");
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.Path = "/";
            antiforgery.Cookie.SecurePolicy = options.RequireHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        var protection = services.AddDataProtection().SetApplicationName("orderly");
        if (options.KeyDirectory is { } directory)
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(directory));
        }
        else
        {
            protection.UseEphemeralDataProtectionProvider();
        }

        AddSources(services);
        services.AddOrderlyApi(options);
        return services;
    }

    /// <summary>Middleware first, then every endpoint, each with its policy; what has none needs a signed-in caller.</summary>
    public static void MapOrderlyWeb(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<OrderlyWebOptions>();
        app.UseSecurityHeaders();
        app.UseFaultPages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();

        app.MapAssets();
        app.MapLive();
        app.MapOrderlyApi();
        app.MapHealth();

        var pages = app.MapGroup("").AddEndpointFilter<AntiforgeryCheck>().ExcludeFromDescription();
        pages.MapSignIn(options);
        pages.MapWorklist();
        pages.MapBoards();
        pages.MapBeds();
        pages.MapCases();
        pages.MapMessages();
        pages.MapIncidents();
        pages.MapActivation();
        if (options.Demo)
        {
            pages.MapGallery();
        }
    }

    private static void AddSources(IServiceCollection services)
    {
        services.AddSingleton<Ailments>();
        services.AddSingleton<AssetShelf>();
        services.AddSingleton(provider => provider.GetRequiredService<RuntimeNode>().Submissions);
        services.AddSingleton(provider => provider.GetRequiredService<RuntimeNode>().Operations);
        services.AddSingleton(provider => provider.GetRequiredService<RuntimeNode>().World);
        services.AddSingleton(provider => provider.GetRequiredService<RuntimeNode>().Clock);
        services.AddSingleton(provider => provider.GetRequiredService<RuntimeNode>().Access);
        services.AddSingleton(provider => provider.GetRequiredService<RuntimeNode>().Feed);
        services.AddSingleton(provider => provider.GetRequiredService<RuntimeNode>().Jobs);
        services.AddSingleton(provider => provider.GetRequiredService<RuntimeNode>().Deployments);
        services.AddSingleton(provider => provider.GetRequiredService<RuntimeNode>().Activations);
        services.AddSingleton<Hospital>();
        services.AddSingleton<CaseFactsMemory>();
        services.AddSingleton(provider => new Patients(provider.GetRequiredService<IStore>(), provider.GetRequiredService<OrderlyWebOptions>().Sight));
        services.AddSingleton<Looks>();
        services.AddSingleton<NamedPatients>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<EscalationSight>();
        services.AddSingleton<EscalationReading>();
        services.AddSingleton<Shells>();
        services.AddSingleton<InstanceSight>();
        services.AddSingleton<InstanceTraces>();
        services.AddSingleton<TaskPanelReading>();
        services.AddSingleton<WorklistReading>();
        services.AddSingleton<TaskPress>();
        services.AddSingleton<CaseParts>();
        services.AddSingleton<CaseReading>();
        services.AddSingleton<CaseListReading>();
        services.AddSingleton<OutgoingReading>();
        services.AddSingleton<MessageTrails>();
        services.AddSingleton<MessageListReading>();
        services.AddSingleton<MessageReading>();
        services.AddSingleton<IncidentReading>();
        services.AddSingleton<ActivationReading>();
        services.AddSingleton<BoardCases>();
        services.AddSingleton<BoardReading>();
        services.AddSingleton<BedCensus>();
        services.AddSingleton<BedReading>();
    }
}
