using BlazorMedia.Web.Features.Accounts.Invitations;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>Everybody who may sign in; filters and the open person stand in the address.</summary>
public sealed partial class UsersPage : ComponentBase, IDisposable
{
    private const string New = "new";
    private const int PageSize = 50;

    private readonly CursorTrail trail = new();
    private readonly CancellationTokenSource leaving = new();
    private UserFilter filter = new(Limit: PageSize);
    private UserPage? page;
    private string? fault;
    private string? me;
    private string? selected;
    private UserDto? open;
    private IssuedLink? link;
    private IDisposable? subscription;

    [Inject] internal ListUsers List { get; init; } = default!;

    [Inject] internal LiveTopics Topics { get; init; } = default!;

    [Inject] internal QueryState Query { get; init; } = default!;

    [Inject] internal NavigationManager Navigation { get; init; } = default!;

    [Inject] internal AuthenticationStateProvider Authentication { get; init; } = default!;

    [Inject] internal IStringLocalizer<UsersText> Text { get; init; } = default!;

    private bool IsFiltered => Query.Any("q", "role", "state");

    private string DrawerTitle => selected == New ? Text["users.add"] : open?.Name ?? "";

    protected override async Task OnInitializedAsync()
    {
        me = (await CurrentUser.OfAsync(Authentication)).Id;
        subscription = Topics.Subscribe(UserTopics.Users, () => InvokeAsync(ReloadAsync));
        Navigation.LocationChanged += OnLocationChanged;
        ReadAddress();
        await LoadAsync();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(() => ReadAddress() ? ReloadAsync() : Task.CompletedTask);

    /// <summary>True when something else is to be shown.</summary>
    private bool ReadAddress()
    {
        var wanted = new UserFilter(Query.Get("q"), Query.Get("role"), Query.Get("state"), Limit: PageSize);
        var (sameFilter, sameUser) = (wanted == filter, Query.Get("id") == selected);
        if (!sameUser) (selected, link) = (Query.Get("id"), null);
        StateHasChanged();
        if (sameFilter && sameUser) return false;
        if (sameFilter) return true;
        filter = wanted;
        trail.Reset();
        return true;
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        if (leaving.IsCancellationRequested) return;
        var wanted = filter with { Cursor = trail.Current };
        var result = await List.HandleAsync(wanted, leaving.Token);
        // Somebody typed on while this was read; the later answer is on its way.
        if (wanted != filter with { Cursor = trail.Current }) return;
        (page, fault) = result.IsSuccess ? (result.Value, (string?)null) : (null, Text.Of(result.Refusal));
        open = selected is null or New ? null : page?.Items.FirstOrDefault(u => u.Id == selected) ?? await FindAsync(selected);
    }

    private async Task<UserDto?> FindAsync(string id) => await List.FindAsync(id, leaving.Token) is { IsSuccess: true, Value: var found } ? found : null;

    private void Show(string? id) => Query.Set("id", id);

    private void Issued(IssuedLink? issued) => link = issued;

    private async Task CreatedAsync(CreatedUser created)
    {
        // Both at once: the address says whom the drawer shows, and a change of it would forget the link.
        (selected, open, link) = (created.User.Id, created.User, created.Invitation);
        Show(created.User.Id);
        await ReloadAsync();
    }

    private Task NextAsync()
    {
        trail.Forward(page?.NextCursor);
        return LoadAsync();
    }

    private Task PreviousAsync()
    {
        trail.Back();
        return LoadAsync();
    }

    public void Dispose()
    {
        subscription?.Dispose();
        Navigation.LocationChanged -= OnLocationChanged;
        leaving.Cancel();
        leaving.Dispose();
    }
}
