using BlazorMedia.Web.Features.Jobs.Engine;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace BlazorMedia.Web.Features.Jobs.Dashboard;

/// <summary>A part of a page that reads anew whenever background work has changed.</summary>
public abstract class JobsView() : LiveView(JobPulse.Topic)
{
    [Inject] internal JobBoard Board { get; init; } = default!;

    [Inject] internal AuthenticationStateProvider Authentication { get; init; } = default!;

    /// <summary>An operator reads, an administrator steers.</summary>
    protected bool CanSteer { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        CanSteer = (await CurrentUser.OfAsync(Authentication)).IsAdmin;
        await base.OnInitializedAsync();
    }
}
