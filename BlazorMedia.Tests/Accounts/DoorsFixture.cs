using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Accounts;

/// <summary>The real host with two more doors, so that the rules are tested apart from any feature: one with a scope, one that forgot it.</summary>
public sealed class DoorsFixture : AppFixture
{
    public const string Scoped = "/api/test/scoped";
    public const string Unscoped = "/api/test/unscoped";

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<IStartupFilter, Doors>();

    private sealed class Doors : IStartupFilter
    {
        private static readonly Endpoint ScopedDoor = Door(new AuthorizeAttribute(Policies.Operator), new RequiredScope("test"));
        private static readonly Endpoint UnscopedDoor = Door(new AuthorizeAttribute(Policies.Operator));

        // Routing leaves an endpoint alone that is chosen already; everything behind it, authorisation too, is the real pipeline.
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, proceed) =>
            {
                if (context.Request.Path == Scoped) context.SetEndpoint(ScopedDoor);
                if (context.Request.Path == Unscoped) context.SetEndpoint(UnscopedDoor);
                return proceed(context);
            });
            next(app);
        };

        private static Endpoint Door(params object[] metadata) => new(context => context.Response.WriteAsync("in"), new EndpointMetadataCollection(metadata), "test");
    }
}
