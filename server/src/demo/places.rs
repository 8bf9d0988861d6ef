//! The two communities of the sample.

use rules::complaint::CommunitySign;
use rules::contact::{Phone, Region};
use rules::id::CommunityId;
use store::{Error, NewBuilding};

/// A community with so many equal buildings.
pub struct Place {
    id: &'static str,
    name: &'static str,
    hotline: &'static str,
    emergency: &'static str,
    public_areas: &'static [&'static str],
    buildings: u32,
    units: u32,
    floors: u32,
    homes_per_floor: u32,
}

/// Both lie there.
pub const REGION: Region = Region::Mainland;

pub const COMMUNITIES: &[Place] = &[
    Place {
        id: "wt",
        name: "梧桐苑",
        hotline: "0571-88903366",
        emergency: "0571-88903399",
        public_areas: &[
            "东门",
            "西门",
            "中心花园",
            "地下车库",
            "快递柜",
            "儿童游乐区",
            "垃圾房",
            "监控室",
            "物业服务中心",
        ],
        buildings: 6,
        units: 2,
        floors: 9,
        homes_per_floor: 2,
    },
    Place {
        id: "wj",
        name: "望江新城",
        hotline: "0571-87556600",
        emergency: "0571-87556699",
        public_areas: &["南门", "北门", "地下车库B1", "地下车库B2", "沿街商铺", "会所", "网球场", "充电桩区"],
        buildings: 4,
        units: 2,
        floors: 12,
        homes_per_floor: 2,
    },
];

impl Place {
    pub fn community(&self) -> Result<CommunitySign, Error> {
        let phone = |text: &str| {
            Phone::parse(text, REGION)
                .map_err(|_| Error::Setting("a phone number of the sample cannot be read"))
        };
        Ok(CommunitySign {
            id: CommunityId::new(self.id),
            name: self.name.to_owned(),
            region: REGION,
            hotline: phone(self.hotline)?,
            desk_hours: "8:30–17:30".to_owned(),
            emergency: phone(self.emergency)?,
            buildings: Vec::new(),
            public_areas: self.public_areas.iter().map(|area| (*area).to_owned()).collect(),
        })
    }

    pub fn buildings(&self) -> Vec<NewBuilding> {
        (1..=self.buildings)
            .map(|number| NewBuilding { name: format!("{number}栋"), homes: self.homes() })
            .collect()
    }

    fn homes(&self) -> Vec<(String, String)> {
        let mut homes = Vec::new();
        for unit in 1..=self.units {
            for floor in 1..=self.floors {
                for door in 1..=self.homes_per_floor {
                    homes.push((unit.to_string(), format!("{floor}{door:02}")));
                }
            }
        }
        homes
    }
}
