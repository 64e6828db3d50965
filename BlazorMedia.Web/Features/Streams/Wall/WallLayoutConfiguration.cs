using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Streams.Wall;

internal sealed class WallLayoutConfiguration : IEntityTypeConfiguration<WallLayout>
{
    public void Configure(EntityTypeBuilder<WallLayout> wall)
    {
        wall.ToTable("WallLayouts");
        wall.Property(w => w.Name).HasMaxLength(100);
        wall.Property(w => w.Places).HasMaxLength(1000);
        wall.HasOne<AppUser>().WithMany().HasForeignKey(w => w.UserId).OnDelete(DeleteBehavior.Cascade);
        wall.HasIndex(w => new { w.UserId, w.Order });
    }
}
