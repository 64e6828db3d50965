using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Shared;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Pages;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Pages;
using BlazorMedia.Web.Features.Streams.Paths;
using BlazorMedia.Web.Features.Streams.Wall;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Shared;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams;

/// <summary>Pages over the real application's handlers, with streams whose state the test decides.</summary>
public abstract class StreamPagesContext : ShellContext
{
    private readonly LiveStreams streams = new();
    private readonly IServiceScope scope;

    protected StreamPagesContext(AppFixture app)
    {
        scope = app.Services.CreateScope();
        Services.AddFallbackServiceProvider(new OwnServices(scope.ServiceProvider));
        Services.AddSingleton(Toasts).AddSingleton(Dialogs);
        Player = JSInterop.SetupModule("./js/player.js");
        Player.Mode = JSRuntimeMode.Loose;
        TimelineScript = JSInterop.SetupModule("./js/timeline.js");
        TimelineScript.Mode = JSRuntimeMode.Loose;
    }

    protected BunitJSModuleInterop Player { get; }

    protected BunitJSModuleInterop TimelineScript { get; }

    internal LiveTopics Topics => scope.ServiceProvider.GetRequiredService<LiveTopics>();

    internal Toasts Toasts => scope.ServiceProvider.GetRequiredService<Toasts>();

    internal Dialogs Dialogs => scope.ServiceProvider.GetRequiredService<Dialogs>();

    /// <summary>Call before anything is drawn.</summary>
    protected void Enter(params string[] policies)
    {
        AddAuthorization().SetAuthorized("ada@example.org").SetPolicies([Policies.Viewer, .. policies]);
    }

    /// <summary>Replaces the application's own streams.</summary>
    protected void UseOwnStreams()
    {
        Services.AddSingleton(streams);
        Services.AddSingleton(new StreamPageServices(streams, Topics, scope.ServiceProvider.GetRequiredService<DeleteStream>(), Dialogs, Toasts));
        Services.AddSingleton(new RecordingsPageServices(streams, Topics));
        Services.AddSingleton(new WallPageServices(streams, Topics, scope.ServiceProvider.GetRequiredService<Walls>(), Dialogs, Toasts));
    }

    protected void Visit(string address) => Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    internal LiveStream AddStream(string name, StreamState state, string? reason = null, string? group = null, bool enabled = true)
    {
        var path = StreamPath.Create(new StreamSettings(name, null, group, 0, enabled, false, false, 0, null), Clock.GetUtcNow());
        path.ChangeSource("", "rtsp://ada:***@camera.local/1", Clock.GetUtcNow());
        var stream = new LiveStream(path.Id, Clock) { Path = path };
        stream.Status = new StreamStatus(state, reason, Clock.GetUtcNow());
        streams.Add(stream);
        return stream;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        scope.Dispose();
    }

    /// <summary>The application's own services and its database; what belongs to the framework is the test renderer's.</summary>
    private sealed class OwnServices(IServiceProvider app) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType.Assembly == typeof(LiveStreams).Assembly || serviceType == typeof(IDbContextFactory<AppDbContext>) ? app.GetService(serviceType) : null;
    }
}
