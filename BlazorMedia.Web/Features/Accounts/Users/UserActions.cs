using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Accounts.Invitations;

namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>What the panel of one person can do.</summary>
internal sealed class UserActions(EditUser edit, SecureUser secure, DeleteUser delete, IssueLink links)
{
    public Task<Result<UserDto>> EditAsync(string id, UserChangeRequest change, CancellationToken ct) => edit.HandleAsync(id, change, ct);

    public Task<Result<UserDto>> EndSessionsAsync(string id, CancellationToken ct) => secure.EndSessionsAsync(id, ct);

    public Task<Result<UserDto>> ResetSecondFactorAsync(string id, bool passkeys, CancellationToken ct) => secure.ResetSecondFactorAsync(id, passkeys, ct);

    public Task<Result<UserDto>> DeleteAsync(string id, CancellationToken ct) => delete.HandleAsync(id, ct);

    public Task<Result<IssuedLink>> IssueLinkAsync(string id, CancellationToken ct) => links.HandleAsync(id, Invitation.DefaultDays, ct);

    public Task<Result<UserDto>> RevokeLinkAsync(string id, CancellationToken ct) => links.RevokeAsync(id, ct);
}
