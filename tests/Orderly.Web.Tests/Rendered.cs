using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Orderly.Web.Tests;

/// <summary>A component as the browser gets it, without a server around it.</summary>
internal static class Rendered
{
    public static async Task<string> Html<TComponent>(object parameters)
        where TComponent : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var named = parameters.GetType().GetProperties().ToDictionary(one => one.Name, one => one.GetValue(parameters));
            return (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(named))).ToHtmlString();
        });
    }
}
