using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Accounts.Invitations;

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("Invitations");
        invitation.Property(i => i.Kind).HasConversion<string>().HasMaxLength(20);
        invitation.Property(i => i.Hash).HasMaxLength(64);
        invitation.Property(i => i.UserId).HasMaxLength(128);
        // Two browsers may send the same link at once; the second finds that it was used.
        invitation.Property(i => i.UsedAt).IsConcurrencyToken();
        invitation.HasIndex(i => i.Hash).IsUnique();
        invitation.HasIndex(i => i.UserId);
        invitation.HasOne<AppUser>().WithMany().HasForeignKey(i => i.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
