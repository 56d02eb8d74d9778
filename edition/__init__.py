"""A scholarly edition of Sun Zhuangzhi's essay on the Shanghai Cooperation Organization: model, data and exports."""
